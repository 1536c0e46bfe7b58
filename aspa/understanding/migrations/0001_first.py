import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('brands', '0004_addresses_are_retired'),
        ('cases', '0012_indexing'),
    ]

    operations = [
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('ticked_by', models.CharField(blank=True, db_default='', default='', max_length=60)),
                ('dismissed_by', models.CharField(blank=True, db_default='', default='', max_length=60)),
                ('dismissed_at', models.DateTimeField(null=True)),
                ('answered_in', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cases.message')),
                ('left_in', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cases.message')),
                ('message', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='cases.message')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='brands.organisation')),
            ],
            options={
                'indexes': [models.Index(models.F('answered_in'), condition=models.Q(('answered_in__isnull', False)), name='question_answered_in'), models.Index(models.F('left_in'), condition=models.Q(('left_in__isnull', False)), name='question_left_in')],
                'constraints': [models.UniqueConstraint(models.F('message'), models.F('position'), name='question_once')],
            },
        ),
        migrations.CreateModel(
            name='Understood',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('mood', models.CharField(choices=[('angry', 'angry'), ('disappointed', 'disappointed'), ('neutral', 'neutral'), ('pleased', 'pleased')], max_length=12)),
                ('certainty', models.FloatField()),
                ('because', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_default=[], default=list, size=None)),
                ('polarity', models.FloatField()),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), db_default=[], default=list, size=None)),
                ('times', models.PositiveSmallIntegerField(db_default=1, default=1)),
                ('corrected', models.CharField(choices=[('angry', 'angry'), ('disappointed', 'disappointed'), ('neutral', 'neutral'), ('pleased', 'pleased')], db_default='', default='', max_length=12)),
                ('corrected_by', models.CharField(blank=True, db_default='', default='', max_length=60)),
                ('corrected_at', models.DateTimeField(null=True)),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='understood', to='cases.message')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='brands.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('corrected', ''), ('corrected_at__isnull', True), ('corrected_by', '')), models.Q(models.Q(('corrected', ''), _negated=True), models.Q(('corrected_by', ''), _negated=True), ('corrected_at__isnull', False)), _connector='OR'), name='mood_corrected')],
            },
        ),
    ]
