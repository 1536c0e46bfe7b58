"""Everybody may do after this what they could do before: agents, administrators and programs."""

from typing import Any, ClassVar

from django.db import migrations

EVERYBODYS = {"read": "all", "answer": "all", "close": "all"}
STANDING = {
    "agent": EVERYBODYS,
    "lead": {**EVERYBODYS, "export": "all"},
    "administrator": {**EVERYBODYS, "export": "all", "administer": "all"},
    "program": {**EVERYBODYS, "export": "all"},
}


def grant(apps: Any, schema_editor: Any) -> None:
    """Make the roles that every organisation begins with, and grant them."""
    role, granted = apps.get_model("staff", "Role"), apps.get_model("staff", "Grant")
    agents, tokens = apps.get_model("staff", "Agent"), apps.get_model("staff", "Token")
    for organisation in apps.get_model("brands", "Organisation").objects.order_by("pk"):
        made = {
            kind: role.objects.get_or_create(organisation=organisation, kind=kind, defaults=reaches)[0]
            for kind, reaches in STANDING.items()
        }
        for agent in agents.objects.filter(organisation=organisation).order_by("pk"):
            kind = "administrator" if agent.is_administrator else "agent"
            granted.objects.get_or_create(organisation=organisation, role=made[kind], agent=agent)
        for token in tokens.objects.filter(organisation=organisation).order_by("pk"):
            granted.objects.get_or_create(organisation=organisation, role=made["program"], token=token)


def tell(apps: Any, schema_editor: Any) -> None:
    """Go back: say of each agent whether they administer."""
    administer = apps.get_model("staff", "Grant").objects.filter(role__administer="all", agent__isnull=False)
    keys = list(administer.values_list("agent_id", flat=True))
    apps.get_model("staff", "Agent").objects.filter(pk__in=keys).update(is_administrator=True)


class Migration(migrations.Migration):
    """Rows only; may be repeated."""

    dependencies: ClassVar = [("staff", "0003_teams_roles_and_grants")]

    operations: ClassVar = [migrations.RunPython(grant, tell)]
