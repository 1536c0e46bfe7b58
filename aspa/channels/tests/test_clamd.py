"""What a real scanner says of files, and that nothing is called clean which nobody looked at."""

import io
import socket
import threading
import zipfile

import pytest

from aspa.channels.scanning.clamd import ask
from tests.parts.clamd import EICAR, LARGEST, clamd
from tests.parts.servers import free_ports

__all__ = ["clamd"]


def zipped(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lasku.com", data)
    return file.getvalue()


@pytest.mark.parametrize("data", [b"Hei!", b"", bytes(LARGEST - 1)], ids=["short", "empty", "large"])
def test_a_harmless_file_is_clean(clamd, data):
    assert ask(clamd.place, data).state == "clean"


@pytest.mark.parametrize("data", [EICAR, zipped(EICAR)], ids=["bare", "in a zip"])
def test_a_virus_is_found_and_named(clamd, data):
    verdict = ask(clamd.place, data)

    assert verdict.state == "infected"
    assert verdict.finding.startswith("Eicar-Test")


@pytest.mark.parametrize("size", [2 * LARGEST, 8 * LARGEST], ids=["over what it looks at", "over what it takes"])
def test_a_file_too_large_to_be_looked_at_is_not_called_clean(clamd, size):
    verdict = ask(clamd.place, bytes(size) + EICAR)

    assert verdict.state == "unscanned"
    assert not verdict.is_worth_another_try


def test_a_scanner_that_is_away_is_asked_again():
    verdict = ask(f"127.0.0.1:{free_ports(1)[0]}", b"Hei!")

    assert verdict.state == "unscanned"
    assert verdict.is_worth_another_try


@pytest.mark.parametrize("said", [b"", b"stream: ", b"\xff\xfe\0", b"COMMAND READ TIMED OUT\0", b"x" * 100_000])
def test_whatever_else_a_scanner_says_is_not_clean(said):
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=answer, args=[server, said], daemon=True).start()

        verdict = ask(f"127.0.0.1:{server.getsockname()[1]}", b"Hei!")

    assert verdict.state == "unscanned"


def answer(server: socket.socket, said: bytes) -> None:
    line, _address = server.accept()
    with line:
        line.recv(100)
        line.sendall(said)


def test_a_socket_in_a_folder_is_asked_too(tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "clamd"))
        server.listen()
        threading.Thread(target=answer, args=[server, b"stream: OK\0"], daemon=True).start()

        assert ask(str(tmp_path / "clamd"), b"Hei!").state == "clean"
