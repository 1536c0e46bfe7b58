"""The views of the desk: where the rows of each come from, which they are, and in which order."""

from aspa.cases.above import aside

View = tuple[str, str, str, str, str]

BY_DUE = (
    "promises_promise p join cases_case c on c.promise_id = p.id",
    "p.organisation_id = %(organisation)s and p.ended_at is null",
    "p.due_until",
    "p.id",
    "asc",
)
TURN = "coalesce(p.rises_to, p.due_until)"  # when it is due, and sooner where its customer is upset
BY_TURN = (*BY_DUE[:2], TURN, *BY_DUE[3:])


# A case that rests is not to be worked on: until its moment, or until its customer writes, or something is promised for
# an earlier time. What has come to its moment is awake, whether or not a worker has noticed.
AWAKE = """(c.snooze_id is null or exists (select from cases_snooze s where s.id = c.snooze_id
    and (s.roused_at is not null or s.until <= %(now)s or coalesce(p.due_from, p.due_until) < s.until)))"""


def _by_case(where: str, order: str = "asc") -> View:
    source = "cases_case c left join promises_promise p on p.id = c.promise_id"
    return source, f"c.organisation_id = %(organisation)s and {where}", "c.latest_at", "c.id", order


def _also(view: View, where: str) -> View:
    return (view[0], f"{view[1]} and {where}", *view[2:])


CLOSED = (
    "cases_closure x join cases_case c on c.closure_id = x.id left join promises_promise p on p.id = c.promise_id",
    "x.organisation_id = %(organisation)s",
    "x.closed_at",
    "x.id",
    "desc",
)
SNOOZED = (
    "cases_snooze s join cases_case c on c.snooze_id = s.id left join promises_promise p on p.id = c.promise_id",
    "s.organisation_id = %(organisation)s and s.ended_at is null",
    "s.until",
    "s.id",
    "asc",
)
SENDING = (
    "channels_delivery d join cases_message m on m.delivery_id = d.id join cases_case c on c.id = m.case_id "
    "left join promises_promise p on p.id = c.promise_id"
)
HAS_FAILED = "d.failed_at is not null"
IS_PUT_OFF = "d.sent_at is null and d.failed_at is null and d.error <> ''"
# Of several letters of a case the first stands for all.
FIRST = """d.organisation_id = %(organisation)s and {state} and not exists (
    select from channels_delivery d join cases_message before on before.delivery_id = d.id
    where before.case_id = c.id and before.id < m.id and {state})"""
UNDELIVERED = (
    SENDING,
    f"{FIRST.format(state=HAS_FAILED)} and c.closure_id is null",
    "d.failed_at",
    "d.id",
    "asc",
)
UNSENT = (SENDING, FIRST.format(state=IS_PUT_OFF), "d.next_try_at", "d.id", "asc")

# What is owed first, then the rest by age. No index is in this order, and none is needed: nobody has many open cases.
MINE = (
    "cases_case c left join promises_promise p on p.id = c.promise_id",
    f"c.organisation_id = %(organisation)s and c.closure_id is null and c.owner_agent_id = %(agent)s and {AWAKE}",
    f"coalesce({TURN}, c.latest_at + interval '100 years')",
    "c.id",
    "asc",
)

# view → (where rows come from, which, ordered by, and then by, direction); the index that serves each is in models.py
VIEWS: dict[str, View] = {
    "next": _also(BY_TURN, f"(c.owner_agent_id = %(agent)s or c.owner_queue_id is not null) and {AWAKE}"),
    "mine": MINE,
    "queue": _by_case(f"c.closure_id is null and c.owner_queue_id is not null and {AWAKE} and not {{aside}}"),
    "today": _also(BY_DUE, f"p.broken_at is null and p.due_until < %(midnight)s and {AWAKE}"),
    "late": _also(BY_DUE, "p.broken_at is not null"),
    "unreadable": _by_case("not c.is_readable and c.closure_id is null"),
    "undelivered": UNDELIVERED,
    "unsent": UNSENT,
    "snoozed": SNOOZED,
    "closed": CLOSED,
    "all": _by_case("true", "desc"),
}
COUNTED = ["next", "mine", "queue", "today", "late", "unreadable", "undelivered", "unsent", "snoozed"]


def add(name: str, view: View) -> None:
    """Let the desk have one more view, counted like the others; called from an app's `ready()`."""
    VIEWS[name] = view
    COUNTED.append(name)


def view_of(name: str) -> View:
    """Return a view that knows what floors above set aside."""
    source, where, order, key, direction = VIEWS[name]
    return source, where.replace("{aside}", aside.holds()), order, key, direction
