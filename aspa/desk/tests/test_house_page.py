"""The settings page says how mail gets in, and whether it gets out."""

import re
import socket
from pathlib import Path

import pytest
from django.test import Client

from tests.parts.servers import free_ports

PAGE = Path(__file__).resolve().parents[3] / "docs/connect-a-mailbox.md"


@pytest.fixture
def head(vaino) -> Client:
    """Väinö's browser."""
    client = Client()
    client.force_login(vaino)
    return client


def test_it_shows_the_server_that_mail_leaves_through_and_no_secret(head, settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = f"127.0.0.1:{server.getsockname()[1]}"
        settings.SMTP_URL = f"smtp://tuki:salaisuus@{place}"

        shown = head.get("/settings/").content.decode()

    assert f"Vastaukset lähtevät postipalvelimen {place} kautta." in shown
    assert "salaisuus" not in shown


def test_it_says_that_no_server_answers_and_how_one_is_chosen(head, settings):
    settings.SMTP_URL = f"smtp://127.0.0.1:{free_ports(1)[0]}"

    shown = head.get("/settings/").content.decode()

    assert "ei vastaa mikään postipalvelin" in shown
    assert "ASPA_SMTP_URL=smtp://" in shown


def test_desk_and_handbook_say_the_same_about_postfix(head):
    told = re.search(r"```\n(.*main\.cf.*?)```", PAGE.read_text(), re.DOTALL)[1]
    shown = head.get("/settings/").content.decode()

    for line in (line for line in told.splitlines() if not line.startswith("#")):
        assert f"<code>{' '.join(line.split())}</code>" in shown
