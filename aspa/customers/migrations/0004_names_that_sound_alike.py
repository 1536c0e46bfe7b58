import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


# The words of a name that can be mistyped and still be told.
WORDS = r"""
create function customers_words(name text) returns text[]
immutable parallel safe
return array(select left(word, 40) from unnest(string_to_array(
    regexp_replace(lower(name), '[^[:alnum:]]+', ' ', 'g'), ' ')) as word where length(word) >= 3)
"""
FILL = """
insert into customers_nameword (organisation_id, word)
select distinct organisation_id, word from customers_customer cross join unnest(customers_words(name)) as word
"""


class Migration(migrations.Migration):

    dependencies = [
        ('brands', '0001_first'),
        ('customers', '0003_companies_are_few'),
    ]

    operations = [
        migrations.RunSQL('create extension if not exists pg_trgm', migrations.RunSQL.noop),
        migrations.RunSQL(WORDS, 'drop function customers_words(text)'),
        migrations.CreateModel(
            name='NameWord',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('word', models.CharField(max_length=40)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='brands.organisation')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('word', name='gin_trgm_ops'), name='name_word_like')],
                'constraints': [models.UniqueConstraint(models.F('organisation'), models.F('word'), name='name_word_once')],
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
