"""What happened cannot be unsaid: the database itself refuses, whoever asks."""

from typing import ClassVar

from django.db import migrations

REFUSE = """
create function history_never_changes() returns trigger language plpgsql as $$
begin raise exception 'what happened is written once: % of % is refused', tg_op, tg_table_name; end $$;
create trigger event_stays before delete on history_event for each row execute function history_never_changes();
create trigger event_is_written_once before update on history_event for each row
    when ((old.id, old.organisation_id, old.name, old.subject_id, old.actor, old.at, old.facts)
          is distinct from (new.id, new.organisation_id, new.name, new.subject_id, new.actor, new.at, new.facts))
    execute function history_never_changes();
"""
ALLOW = """
drop trigger event_stays on history_event;
drop trigger event_is_written_once on history_event;
drop function history_never_changes();
"""


class Migration(migrations.Migration):
    """Two triggers; the columns of the outbox (is due, tries, error) go on changing."""

    dependencies: ClassVar = [("history", "0001_first")]

    operations: ClassVar = [migrations.RunSQL(REFUSE, ALLOW)]
