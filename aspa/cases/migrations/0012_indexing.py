import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('brands', '0004_addresses_are_retired'),
        ('cases', '0011_splits'),
    ]

    operations = [
        migrations.CreateModel(
            name='Indexing',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('edition', models.IntegerField()),
                ('top', models.BigIntegerField()),
                ('below', models.BigIntegerField()),
                ('begun_at', models.DateTimeField()),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='brands.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('below__gte', 0), ('below__lte', models.F('top'))), name='indexing_place')],
            },
        ),
    ]
