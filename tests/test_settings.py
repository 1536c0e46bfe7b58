"""A setting that makes no sense is refused by its name, before anything runs."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from aspa import environment, settings


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch):
    """Say something in a setting that nobody else reads."""
    monkeypatch.setattr(environment, "IN_FORCE", {})

    def say(value: str) -> str:
        monkeypatch.setenv("ASPA_TRIED", value)
        return "ASPA_TRIED"

    return say


def test_a_word_is_one_that_is_known_and_the_first_when_nothing_is_said(said) -> None:
    assert environment.env_one_of("ASPA_UNSAID", "info", "debug") == "info"
    assert environment.env_one_of(said("DEBUG"), "info", "debug") == "debug"

    with pytest.raises(ImproperlyConfigured, match="ASPA_TRIED must be info or debug, not 'loud'"):
        environment.env_one_of(said("loud"), "info", "debug")


@pytest.mark.parametrize("odd", ["many", "-1", "1.5", ""])
def test_a_number_is_whole(said, odd: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="ASPA_TRIED must be a whole number"):
        environment.env_int(said(odd), 1)


@pytest.mark.parametrize("odd", ["127.0.0.1", "127.0.0.1:", "127.0.0.1:web", "127.0.0.1:70000"])
def test_an_endpoint_is_host_and_port(said, odd: str) -> None:
    assert environment.env_endpoint(said("[::1]:8000"), "127.0.0.1:1") == ("::1", 8000)

    with pytest.raises(ImproperlyConfigured, match="ASPA_TRIED must be host:port"):
        environment.env_endpoint(said(odd), "127.0.0.1:1")


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("postgresql://a@db.example:6432/aspa", "db.example", "6432"),
        ("postgresql://a@/aspa?host=%2Frun%2Fpg&port=6432", "/run/pg", "6432"),
        ("postgresql://a@db.example:5432/aspa?port=6432&sslmode=require", "db.example", "6432"),
        ("postgresql://a@db.example/aspa", "db.example", ""),
    ],
)
def test_a_database_url_is_read_as_postgresql_reads_it(
    said, monkeypatch: pytest.MonkeyPatch, url: str, host: str, port: str
) -> None:
    monkeypatch.setattr(settings, "DATABASE_URL", environment.env_url(said(url), {"postgresql"}))

    found = settings.database()

    assert (found["HOST"], found["PORT"], found["NAME"], found["USER"]) == (host, port, "aspa", "a")
    assert not {"host", "port"} & found["OPTIONS"].keys()


@pytest.mark.parametrize(
    "odd", ["mysql://a@b/aspa", "db.example:5432", "postgresql://b:many/aspa", "postgresql://b:99999/aspa"]
)
def test_a_database_url_that_leads_nowhere_is_refused(said, odd: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"ASPA_TRIED (must begin with|names no port)"):
        environment.env_url(said(odd), {"postgresql"})
