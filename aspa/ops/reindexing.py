"""`aspa reindex`: look through all messages again for the words they are found by."""

import sys
from collections.abc import Iterator

from django.utils import timezone

from aspa.brands.models import Organisation
from aspa.cases.finding import verbs as indexing
from aspa.cases.finding.verbs import Progress
from aspa.ops.database import database

EVERY = 20  # batches between two lines of progress


def reindex() -> None:
    """Index every message anew, also while Aspa serves; ended halfway, the worker goes on from there."""
    with database("reindex"):
        keys = list(Organisation.objects.order_by("id").values_list("pk", flat=True))
        for key in keys:
            indexing.forget(key)
        for nth, key in enumerate(keys, 1):
            for batch, progress in enumerate(_steps(key)):
                if progress.done == progress.of or not batch % EVERY:
                    _tell(progress, f"organisation {nth} of {len(keys)}")
    print("Every message is found by the words of this release.")


def _steps(organisation_id: int) -> Iterator[Progress]:
    progress = Progress(0, 1)
    while progress.done < progress.of:
        yield (progress := indexing.index_some(organisation_id, at=timezone.now()))


def _tell(progress: Progress, whose: str) -> None:
    print(f"{100 * progress.done // max(progress.of, 1):3d} % – {whose}", file=sys.stderr)
