"""Giving the same answer to the same request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from aspa.api.models import KeptAnswer
from aspa.kit.errors import Refused
from aspa.staff.models import Token

KEPT_FOR = timedelta(hours=24)

# Whoever uses a key sweeps a little; rows another sweeps now are left to it.
SWEEP = """
delete from api_keptanswer where id in
    (select id from api_keptanswer where kept_at < %s order by kept_at limit 50 for update skip locked)
"""


class OtherRequest(Refused):
    """The key was used for another request."""

    code = "idempotency_key_used"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was answered."""

    status: int
    body: bytes
    is_repeated: bool = False


@transaction.atomic
def once(token: Token, key: str, *, digest: bytes, act: Callable[[], Answer], at: datetime) -> Answer:
    """
    Return what `act` answers, or what it answered when this key was used before; it has its effect once.

    The same key at the same moment waits for the first to end: the database holds the second row back until then. An
    answer that says no (400 and above) is not kept and its effects are undone, so the program may try again.

    Raises OtherRequest when the key was used for another request within a day.
    """
    with connection.cursor() as cursor:
        cursor.execute(SWEEP, [at - KEPT_FOR])
    kept, is_first = KeptAnswer.objects.get_or_create(
        token=token,
        key=key,
        defaults={"organisation_id": token.organisation_id, "digest": digest, "kept_at": at},
    )
    if not is_first:
        if bytes(kept.digest) != digest:
            raise OtherRequest(_("This Idempotency-Key was used for another request."))
        return Answer(kept.status, bytes(kept.body), is_repeated=True)
    answer = act()
    if answer.status >= 400:
        transaction.set_rollback(True)
        return answer
    kept.status, kept.body = answer.status, answer.body
    kept.save(update_fields=["status", "body"])
    return answer
