"""Every brand that there was begins with the reasons that are built in, as a new one does."""

from typing import Any, ClassVar

from django.db import migrations

KEYS = (
    "use manuals terms complaint returns features shipping payment ordering technical site feedback other"
).split()


def begin(apps: Any, schema_editor: Any) -> None:
    """Give each brand those it lacks."""
    reason = apps.get_model("sorting", "Reason")
    for brand in apps.get_model("brands", "Brand").objects.order_by("pk"):
        built_in = [
            reason(organisation_id=brand.organisation_id, brand=brand, key=key, position=nth)
            for nth, key in enumerate(KEYS, 1)
        ]
        reason.objects.bulk_create(built_in, ignore_conflicts=True)


class Migration(migrations.Migration):
    """Rows only; may be repeated."""

    dependencies: ClassVar = [("sorting", "0001_first")]

    operations: ClassVar = [migrations.RunPython(begin, migrations.RunPython.noop)]
