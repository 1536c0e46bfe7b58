from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('brands', '0002_how_a_brand_speaks'),
        ('customers', '0002_people_and_companies_are_kept'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(models.F('organisation'), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('kind', 'company')), name='company_newest'),
        ),
    ]
