"""A look is written once; the database refuses to change or forget it."""

from typing import ClassVar

from django.db import migrations

REFUSE = """
create trigger look_is_written_once before update or delete on audit_look
    for each row execute function history_never_changes()
"""


class Migration(migrations.Migration):
    """One trigger."""

    dependencies: ClassVar = [("audit", "0001_first"), ("history", "0002_append_only")]

    operations: ClassVar = [migrations.RunSQL(REFUSE, "drop trigger look_is_written_once on audit_look")]
