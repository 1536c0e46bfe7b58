import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


# A customer is found by the beginnings of the words of the name, among those of one organisation only.
FINDABLE = r"""
create function customers_findable(name text, organisation_id bigint) returns tsvector
immutable parallel safe
return array_to_tsvector(array_remove(string_to_array(trim(regexp_replace(
    regexp_replace(lower(name), '[^[:alnum:]]+', ' ', 'g'),
    '([[:alnum:]]+)', organisation_id::text || '.\1', 'g')), ' '), ''))
"""

# What an address is once its plus-tag and its dots are left out: many providers deliver all of these into one mailbox.
BARE = """
create function customers_bare(address text) returns text
immutable parallel safe
return replace(split_part(split_part(lower(address), '@', 1), '+', 1), '.', '') || '@' ||
       replace(split_part(lower(address), '@', 2), 'googlemail.com', 'gmail.com')
"""


class Migration(migrations.Migration):

    dependencies = [
        ('brands', '0001_first'),
        ('customers', '0001_first'),
    ]

    operations = [
        migrations.RunSQL(FINDABLE, 'drop function customers_findable(text, bigint)'),
        migrations.RunSQL(BARE, 'drop function customers_bare(text)'),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('purpose', models.CharField(max_length=200)),
                ('channel', models.CharField(choices=[('email', 'Email'), ('phone', 'Phone'), ('visit', 'Visit'), ('letter', 'Letter'), ('web', 'Web')], max_length=10)),
                ('given_at', models.DateTimeField()),
                ('recorded_by', models.CharField(max_length=60)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_channel', models.CharField(blank=True, choices=[('email', 'Email'), ('phone', 'Phone'), ('visit', 'Visit'), ('letter', 'Letter'), ('web', 'Web')], db_default='', default='', max_length=10)),
                ('withdrawn_by', models.CharField(db_default='', default='', max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name='Edit',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('field', models.CharField(max_length=20)),
                ('before', models.CharField(db_default='', default='', max_length=400)),
                ('after', models.CharField(db_default='', default='', max_length=400)),
                ('by', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('wish', 'Wish'), ('advice', 'Advice')], max_length=10)),
                ('text', models.CharField(max_length=300)),
                ('written_by', models.CharField(max_length=60)),
                ('written_at', models.DateTimeField()),
                ('ended_by', models.CharField(db_default='', default='', max_length=60)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='customer',
            name='merged_into',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.customer'),
        ),
        migrations.AddField(
            model_name='identity',
            name='is_primary',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AlterField(
            model_name='identity',
            name='kind',
            field=models.CharField(choices=[('email', 'Email'), ('phone', 'Phone'), ('account', 'Account')], max_length=10),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(models.F('organisation'), models.OrderBy(models.F('id'), descending=True), name='customer_newest'),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(models.F('merged_into'), condition=models.Q(('merged_into__isnull', False)), name='customer_merged'),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('name', 'organisation', function='customers_findable'), name='customer_findable'),
        ),
        migrations.AddIndex(
            model_name='identity',
            index=models.Index(models.F('organisation'), models.Func('value', function='customers_bare'), condition=models.Q(('kind', 'email')), name='identity_bare'),
        ),
        migrations.AddConstraint(
            model_name='customer',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'person'), ('company__isnull', True), _connector='OR'), name='companies_belong_to_nobody'),
        ),
        migrations.AddConstraint(
            model_name='customer',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='merged_into_another'),
        ),
        migrations.AddConstraint(
            model_name='identity',
            constraint=models.UniqueConstraint(models.F('customer'), models.F('kind'), condition=models.Q(('is_primary', True)), name='one_primary'),
        ),
        migrations.AddField(
            model_name='consent',
            name='customer',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='customers.customer'),
        ),
        migrations.AddField(
            model_name='consent',
            name='organisation',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='brands.organisation'),
        ),
        migrations.AddField(
            model_name='edit',
            name='customer',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='edits', to='customers.customer'),
        ),
        migrations.AddField(
            model_name='edit',
            name='organisation',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='brands.organisation'),
        ),
        migrations.AddField(
            model_name='note',
            name='customer',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='customers.customer'),
        ),
        migrations.AddField(
            model_name='note',
            name='organisation',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='brands.organisation'),
        ),
        migrations.AddIndex(
            model_name='consent',
            index=models.Index(models.F('customer'), models.F('id'), name='consent_of_customer'),
        ),
        migrations.AddIndex(
            model_name='edit',
            index=models.Index(models.F('customer'), models.OrderBy(models.F('id'), descending=True), name='edit_of_customer'),
        ),
        migrations.AddIndex(
            model_name='note',
            index=models.Index(models.F('customer'), models.F('id'), name='note_of_customer'),
        ),
    ]
