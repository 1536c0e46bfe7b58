import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('brands', '0001_first'),
        ('customers', '0002_people_and_companies_are_kept'),
    ]

    operations = [
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), db_default=[], default=list, size=None)),
                ('filled', models.JSONField(db_default={}, default=dict)),
                ('newest_case', models.BigIntegerField(db_default=0, default=0)),
                ('newest_participant', models.BigIntegerField(db_default=0, default=0)),
                ('merged_by', models.CharField(max_length=60)),
                ('merged_at', models.DateTimeField()),
                ('undone_by', models.CharField(db_default='', default='', max_length=60)),
                ('undone_at', models.DateTimeField(null=True)),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges', to='customers.customer')),
                ('merged', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='customers.customer')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='brands.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Moved',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('case', 'Case'), ('participant', 'Participant'), ('identity', 'Identity'), ('primary', 'Primary'), ('note', 'Note'), ('consent', 'Consent'), ('person', 'Person')], max_length=12)),
                ('row_id', models.BigIntegerField()),
                ('merge', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='moved', to='people.merge')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='brands.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Distinction',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('said_by', models.CharField(max_length=60)),
                ('said_at', models.DateTimeField()),
                ('one', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='customers.customer')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='brands.organisation')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='customers.customer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('one'), models.F('other'), name='distinct_once'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='distinct_in_order')],
            },
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(models.F('merged'), condition=models.Q(('undone_at__isnull', True)), name='merged_once'),
        ),
        migrations.AddIndex(
            model_name='moved',
            index=models.Index(models.F('merge'), models.F('kind'), models.F('row_id'), name='moved_by_merge'),
        ),
    ]
