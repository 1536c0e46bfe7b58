import django.contrib.postgres.indexes
from django.db import migrations, models

# What a message is found by: its words, and the stretches of ids it stands in (see aspa/cases/eras.py). No word of a
# text holds an @.
FINDABLE = """
create function case_findable(words text[], organisation_id bigint, id bigint) returns text[]
immutable parallel safe
return words || array['@' || organisation_id::text || '.0.' || (id >> 13)::text,
                      '@' || organisation_id::text || '.1.' || (id >> 17)::text,
                      '@' || organisation_id::text || '.2.' || (id >> 21)::text]
"""


class Migration(migrations.Migration):
    dependencies = [
        ('cases', '0002_joined_to'),
    ]

    operations = [
        migrations.RunSQL(FINDABLE, 'drop function case_findable(text[], bigint, bigint)'),
        migrations.RemoveIndex(model_name='message', name='message_words'),
        migrations.AddIndex(
            model_name='message',
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func('words', 'organisation', 'id', function='case_findable'),
                name='message_findable',
                gin_pending_list_limit=512,
            ),
        ),
        migrations.RemoveIndex(model_name='case', name='case_newest'),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(
                models.F('organisation'),
                models.OrderBy(models.F('latest_at'), descending=True),
                models.OrderBy(models.F('id'), descending=True),
                name='case_newest',
            ),
        ),
        migrations.RemoveIndex(model_name='closure', name='closure_newest'),
        migrations.AddIndex(
            model_name='closure',
            index=models.Index(
                models.F('organisation'),
                models.OrderBy(models.F('closed_at'), descending=True),
                models.OrderBy(models.F('id'), descending=True),
                name='closure_newest',
            ),
        ),
    ]
