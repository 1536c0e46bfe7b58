"""For whom an invitation is, and whether as an administrator; those made before are for agents."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns, filled by their defaults."""

    dependencies: ClassVar = [("staff", "0001_first")]

    operations: ClassVar = [
        migrations.AddField("invitation", "name", models.CharField(max_length=120, default="", db_default="")),
        migrations.AddField("invitation", "is_administrator", models.BooleanField(default=False, db_default=False)),
    ]
