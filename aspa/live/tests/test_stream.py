"""A browser hears what changes, from where it broke off."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aspa.live import queries, verbs
from aspa.live.models import Hint

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_open_page_hears_a_hint(kuusi, browse, hint) -> None:
    page = browse(kuusi)

    hint(kuusi, "case-7", "list")

    page.listen(lambda page: len(page.topics) == 2)
    assert page.topics == ["case-7", "list"]
    assert page.positions == [1, 2]


def test_a_page_begins_where_it_was_rendered(kuusi, browse, hint) -> None:
    hint(kuusi, "case-1")
    rendered_at = queries.position(kuusi.aino)
    hint(kuusi, "case-2")

    page = browse(kuusi, f"/live/?after={rendered_at}")

    assert page.listen(lambda page: bool(page.topics)).topics == ["case-2"]


def test_a_page_that_broke_off_hears_what_it_missed(kuusi, browse, hint) -> None:
    page = browse(kuusi)
    hint(kuusi, "case-1")
    page.listen(lambda page: bool(page.topics)).close()
    hint(kuusi, "case-2", "case-3")

    page.open()

    assert page.listen(lambda page: len(page.topics) == 3).topics == ["case-1", "case-2", "case-3"]


def test_a_long_backlog_comes_page_by_page(kuusi, browse, hint) -> None:
    hint(kuusi, *(f"case-{number}" for number in range(queries.FAR)))

    page = browse(kuusi, "/live/?after=0").listen(lambda page: len(page.topics) == queries.FAR)

    assert page.positions == list(range(1, queries.FAR + 1))


def test_who_was_away_too_long_is_told_to_fetch_everything(kuusi, browse, hint) -> None:
    hint(kuusi, "case-1", "case-2", "case-3")
    Hint.objects.filter(position__lte=2).update(at=timezone.now() - timedelta(days=2))
    verbs.forget(before=timezone.now() - timedelta(days=1))

    page = browse(kuusi, "/live/?after=1").listen(lambda page: bool(page.heard))

    assert page.heard == [("reset", "3", "3")]
    hint(kuusi, "case-4")
    assert page.listen(lambda page: bool(page.topics)).topics == ["case-4"]


def test_who_is_too_far_behind_or_ahead_is_told_to_fetch_everything(kuusi, browse, hint) -> None:
    hint(kuusi, *(f"case-{number}" for number in range(queries.FAR + 1)))

    behind = browse(kuusi, "/live/?after=0").listen(lambda page: bool(page.heard))
    ahead = browse(kuusi, "/live/?after=999999").listen(lambda page: bool(page.heard))

    assert behind.heard == ahead.heard == [("reset", "2001", "2001")]


def test_another_company_hears_nothing(kuusi, another_company, browse, hint) -> None:
    page, foreign = browse(kuusi), browse(another_company)

    hint(kuusi, "case-7")
    page.listen(lambda page: bool(page.topics))
    hint(another_company, "case-8")

    assert foreign.listen(lambda page: bool(page.topics)).topics == ["case-8"]


def test_proxies_are_told_to_let_it_through(kuusi, browse) -> None:
    headers = browse(kuusi).answer.headers

    assert headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert "no-transform" in headers["Cache-Control"]
    assert headers["X-Accel-Buffering"] == "no"
    assert headers["Content-Length"] is None


@pytest.mark.parametrize("cookie", ["", "madeup", "ä" * 40])
def test_a_stranger_hears_nothing(server, cookie) -> None:
    assert server.ask("/live/", cookie=cookie.encode().decode("latin-1")).status == 401


def test_only_get_is_answered(server, kuusi) -> None:
    assert server.ask("/live/", cookie=kuusi.cookie, method="HEAD").status == 405
    assert server.ask("/live/", cookie=kuusi.cookie, method="POST").status == 405
