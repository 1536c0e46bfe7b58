import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('brands', '0001_first'),
        ('cases', '0010_letters_with_looks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Split',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('reason', models.TextField(blank=True, db_default='', default='')),
                ('split_by', models.CharField(max_length=60)),
                ('split_at', models.DateTimeField()),
                ('mark', models.BigIntegerField(db_default=models.Func(models.Value('cases_message_id_seq'), function='nextval'))),
                ('moved', models.JSONField()),
                ('undone_by', models.CharField(db_default='', default='', max_length=60)),
                ('undone_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='splits', to='cases.case')),
                ('made', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='split_from', to='cases.case')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='brands.organisation')),
            ],
            options={
                'indexes': [models.Index(models.F('case'), name='case_split_of')],
                'constraints': [models.CheckConstraint(condition=models.Q(('case', models.F('made')), _negated=True), name='case_split_elsewhere')],
            },
        ),
    ]
