"""The demo is a story that really happened, and nothing of it leaves."""

from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest

from aspa.cases.models import Case, Message
from aspa.channels.models import Delivery
from aspa.journal.models import Entry
from aspa.ops.demo import company
from aspa.ops.demo.letters import photo, receipt
from aspa.ops.demo.play import DAYS, Play
from aspa.ops.demo.stories import stories
from aspa.passages.models import Passage
from aspa.promises.models import Promise
from aspa.sorting.models import Tagging
from aspa.tasks.models import Option, Task, Unknown
from aspa.teamwork.models import SavedView
from tests.cast import NINE, PASSWORD


@pytest.fixture
def played(db: None) -> None:
    """Forty stories of Kuusi Oy, up to Monday at two."""
    made = company.found(password=PASSWORD, at=NINE - timedelta(days=DAYS + 3))
    chance = Random(7)
    Play(made, chance, now=NINE + timedelta(hours=5)).perform(stories(40, chance))


def test_promises_were_kept_and_some_are_still_owed(played: None) -> None:
    assert Promise.objects.filter(outcome="kept").exists()
    assert Case.objects.open().exists()
    assert Case.objects.filter(closure__outcome="solved").exists()
    assert Case.objects.filter(is_readable=False).count() == 1


def test_nothing_waits_to_be_told(played: None) -> None:
    assert not Entry.objects.filter(told_at__isnull=True).exists()


def test_nothing_waits_to_be_sent(played: None) -> None:
    assert not Delivery.objects.filter(sent_at__isnull=True, failed_at__isnull=True).exists()


def test_the_same_demo_is_told_every_time() -> None:
    assert stories(30, Random(7)) == stories(30, Random(7))


def test_every_story_is_whole() -> None:
    for story in stories(200, Random(1)):
        assert story.contact
        assert story.reply
        assert "{" not in story.contact + story.reply + story.subject + story.again + story.memo


def test_no_text_keeps_the_breaks_of_its_file() -> None:
    texts = [text for story in stories(200, Random(7)) for text in (story.contact, story.reply)]

    for line, following in pairwise(line for text in texts for line in (*text.splitlines(), "")):
        assert not (following and 100 <= len(line) <= 120)


def test_its_agents_have_ready_passages_in_their_languages(played: None) -> None:
    said = [one.latest.texts for one in Passage.objects.select_related("latest")]

    assert len(said) > 5
    assert all({"fi", "sv"} <= set(texts) for texts in said)


def test_its_agents_work_together(played: None) -> None:
    assert Tagging.objects.exists()
    assert Task.objects.exists()
    assert Unknown.objects.exists()
    assert Option.objects.exists()
    assert SavedView.objects.exists()


def test_its_agents_write_to_each_other_in_finnish(played: None) -> None:
    memos = [memo.text for memo in Message.objects.filter(kind="memo", text__contains="Voitko hyväksyä")]

    assert all("Pyydetään: Voitko" in memo for memo in memos)
    assert memos


def test_its_files_are_what_they_say() -> None:
    assert photo().startswith(b"\x89PNG")
    assert receipt("Tilaus (1)").startswith(b"%PDF")
