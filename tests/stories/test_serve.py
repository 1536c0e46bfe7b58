"""`aspa serve`, as whoever runs a machine meets it."""

import os
import signal
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.parts.serving import Installation, Serving
from tests.parts.waiting import until

STOPS_WITHIN = 5.0


@pytest.fixture
def place(tmp_path: Path) -> Installation:
    """An empty installation."""
    return Installation(tmp_path / "data")


@pytest.fixture
def serving(place: Installation) -> Iterator[Serving]:
    """Aspa, serving."""
    with Serving(place.lay()) as running:
        yield running


def status(url: str) -> int:
    """Return the status of a page."""
    with urllib.request.urlopen(url, timeout=20) as answer:
        return int(answer.status)


def answers(running: Serving) -> bool:
    """Tell whether the desk answers."""
    try:
        return status(f"http://{running.at.http}/sign-in/") == 200
    except OSError:
        return False


def test_a_bare_folder_becomes_a_desk_with_a_link_to_begin(place: Installation) -> None:
    with Serving(place) as serving:
        assert f"Aspa is ready: http://{serving.at.http}" in serving.said
        assert status(serving.link) == 200


def test_it_stops_when_told_and_leaves_nothing_behind(serving: Serving) -> None:
    assert serving.stop(signal.SIGTERM) < STOPS_WITHIN
    assert serving.process.returncode == 0


def test_control_c_at_the_terminal_stops_it_too(serving: Serving) -> None:
    everybody = serving.everybody()

    os.killpg(serving.process.pid, signal.SIGINT)

    assert serving.stop(signal.SIGINT) < STOPS_WITHIN
    assert not [process for process in everybody if process.is_running()]


def test_a_killed_part_is_started_again(serving: Serving) -> None:
    before = serving.parts()

    for part in before:
        part.kill()

    until(lambda: len(serving.parts()) == len(before) and answers(serving))
    assert {part.pid for part in serving.parts()}.isdisjoint(part.pid for part in before)


def test_a_killed_database_comes_back_with_everything(place: Installation) -> None:
    place.set_up()
    with Serving(place) as serving:
        killed = serving.database()
        killed.kill()

        until(lambda: answers(serving))
        assert serving.database().pid != killed.pid
        assert "Kuusi is set up already" in place.aspa(*SETUP, given="kuusen-juurella-7").stderr


SETUP = (
    "setup --organisation Kuusi --brand Kuusi --address tuki@kuusi.fi --admin vaino@kuusi.fi --password-stdin"
).split()


def test_killing_it_outright_leaves_no_orphan_and_the_next_start_works(place: Installation) -> None:
    with Serving(place.lay()) as serving:
        assert serving.stop(signal.SIGKILL) < STOPS_WITHIN

    with Serving(place) as serving:
        assert answers(serving)


def test_only_one_serves_from_a_folder(serving: Serving) -> None:
    second = serving.at.aspa("serve")

    assert second.returncode == 1
    assert second.stderr.startswith("aspa: Aspa already serves from")
    assert answers(serving)


def test_a_taken_port_is_told_in_one_sentence(place: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        refused = place.aspa("serve", ASPA_HTTP=f"127.0.0.1:{port}")

    assert refused.returncode == 1
    assert refused.stderr.strip().splitlines() == [
        f"aspa: Port {port} of 127.0.0.1 is taken by another program; name another with ASPA_HTTP=127.0.0.1:{port + 1}."
    ]


def test_commands_work_beside_it(serving: Serving) -> None:
    serving.at.found()

    made = serving.at.aspa("token", "create", "--name", "kassa")

    assert made.returncode == 0
    assert made.stdout.startswith("aspa_")
    assert len(made.stdout.split()) == 1
    assert "kassa" in serving.at.aspa("token", "list").stdout
