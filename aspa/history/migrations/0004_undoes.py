"""An event tells which one it set back; that is written once, too."""

from typing import ClassVar

from django.db import migrations, models

ONCE = """
create or replace trigger event_is_written_once before update on history_event for each row
    when ((old.id, old.organisation_id, old.name, old.subject_id, old.actor, old.at, old.facts{undoes_old})
          is distinct from (new.id, new.organisation_id, new.name, new.subject_id, new.actor, new.at, new.facts{undoes_new}))
    execute function history_never_changes();
"""


class Migration(migrations.Migration):
    """A column that is empty for all that happened before, and the trigger that holds it too."""

    dependencies: ClassVar = [("history", "0003_searched")]

    operations: ClassVar = [
        migrations.AddField("event", "undoes", models.BigIntegerField(null=True)),
        migrations.AddIndex(
            "event",
            models.Index(
                "organisation_id", "undoes", name="event_undoes", condition=models.Q(undoes__isnull=False)
            ),
        ),
        migrations.RunSQL(
            ONCE.format(undoes_old=", old.undoes", undoes_new=", new.undoes"),
            ONCE.format(undoes_old="", undoes_new=""),
        ),
    ]
