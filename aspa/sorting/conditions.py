"""What narrows a list by how cases are sorted."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from aspa.cases.narrowing.conditions import Asking, Choices, Condition
from aspa.kit.viewer import Viewer
from aspa.sorting.models import Reason, Tag
from aspa.sorting.reasons import REASONS

MOST = 500  # tags, and reasons of brands' own, that can be chosen from


def _tags(viewer: Viewer) -> Choices:
    tags = Tag.objects.visible_to(viewer).order_by("name", "pk").values_list("pk", "name")[:MOST]
    return [(str(key), name) for key, name in tags]


def _tagged(values: Sequence[str], asking: Asking) -> str:
    chosen = asking.put([int(value) for value in values])
    return f"exists (select from sorting_tagging t where t.case_id = c.id and t.tag_id = any({chosen}::bigint[]))"


def _reasons(viewer: Viewer) -> Choices:
    """A built-in reason is that of every brand, whatever a brand calls it; brands' own follow."""
    own = Reason.objects.visible_to(viewer).filter(key="", archived_at__isnull=True).order_by("name", "pk")
    return [*REASONS.items(), *((str(key), name) for key, name in own.values_list("pk", "name")[:MOST])]


def _reasoned(values: Sequence[str], asking: Asking) -> str:
    own = asking.put([int(value) for value in values if value.isdecimal()])
    built_in = asking.put([value for value in values if value in REASONS])
    return f"""exists (select from sorting_casereason r join sorting_reason s on s.id = r.reason_id
        where r.case_id = c.id and (s.id = any({own}::bigint[]) or s.key = any({built_in}::text[])))"""


SORTED = (
    Condition("tag", _("Tag"), _tags, _tagged),
    Condition("reason", _("Reason"), _reasons, _reasoned),
)
