"""What is known about files: what the scanner said, and whether somebody lets an infected one through."""

from datetime import datetime

from aspa.channels.models import Scan
from aspa.kit.viewer import Viewer


def scan_of(viewer: Viewer, sha256: str) -> Scan | None:
    """Return what was said of these bytes; None while nobody has looked at them."""
    found: Scan | None = Scan.objects.visible_to(viewer).filter(sha256=sha256).first()
    return found


def worth_another_try(organisation_id: int, *, at: datetime, most: int) -> list[int]:
    """Return attachments that the scanner could not look at when it was asked, and may now."""
    due = Scan.objects.filter(organisation_id=organisation_id, next_try_at__lte=at)
    return list(due.order_by("next_try_at", "id").values_list("seen_in", flat=True)[:most])
