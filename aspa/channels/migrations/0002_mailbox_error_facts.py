"""What completes the sentence that says why a mailbox cannot be read; sentences kept before stand as they are."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column, filled by its default."""

    dependencies: ClassVar = [("channels", "0001_first")]

    operations: ClassVar = [
        migrations.AddField("mailbox", "error_facts", models.JSONField(default=dict, db_default={})),
        # they were completed already, and a stray per cent sign in one would be read as a gap to fill
        migrations.RunSQL("update channels_mailbox set error = replace(error, '%', '%%')", migrations.RunSQL.noop),
    ]
