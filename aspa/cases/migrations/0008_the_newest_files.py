"""An organisation's files by age: the scanner's loop looks for those it has not seen."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index."""

    dependencies: ClassVar = [("cases", "0007_open_cases_by_age")]

    operations: ClassVar = [
        migrations.AddIndex("attachment", models.Index("organisation", "id", name="attachment_newest")),
    ]
