"""Whether an agent administers is said by roles now."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """One column less."""

    dependencies: ClassVar = [("staff", "0004_everybody_keeps_what_they_may")]

    operations: ClassVar = [migrations.RemoveField("agent", "is_administrator")]
