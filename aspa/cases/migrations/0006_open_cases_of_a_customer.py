from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('brands', '0001_first'),
        ('cases', '0005_a_case_rests'),
        ('customers', '0002_people_and_companies_are_kept'),
        ('promises', '0001_first'),
        ('staff', '0002_whom_an_invitation_is_for'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('customer'), models.OrderBy(models.F('latest_at'), descending=True), condition=models.Q(('closure__isnull', True)), name='case_open_of'),
        ),
    ]
