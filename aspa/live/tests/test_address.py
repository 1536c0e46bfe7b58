"""One address for pages and hints: uploads, many streams, and the end of it all."""

import socket
import time

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_hundred_streams_leave_room_for_pages(kuusi, server) -> None:
    streams = [server.ask("/live/", cookie=kuusi.cookie) for _ in range(200)]

    assert {stream.status for stream in streams} == {200}
    assert server.ask("/no-such-page/").status == 404
    for stream in streams:
        stream.close()


def test_a_page_works_after_the_database_restarted(server, kuusi) -> None:
    assert server.ask("/no-such-page/", cookie=kuusi.cookie).status == 404
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where pid <> pg_backend_pid() and datname = current_database()"  # others test beside us
        )

    assert {server.ask("/no-such-page/", cookie=kuusi.cookie).status for _ in range(10)} == {404}


def test_a_large_upload_arrives(server) -> None:
    line = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    line.sendall(b"POST /nothing/ HTTP/1.1\r\nHost: a\r\nContent-Length: 25000000\r\n\r\n")

    line.sendall(bytes(25_000_000))

    assert b" 404 " in line.recv(100)  # read to its end


def test_too_large_an_upload_is_heard_to_its_end_and_refused(server) -> None:
    line = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    form = b"Content-Type: application/x-www-form-urlencoded\r\nCookie: csrftoken=" + b"a" * 32
    line.sendall(b"POST /sign-in/ HTTP/1.1\r\nHost: a\r\n" + form + b"\r\nTransfer-Encoding: chunked\r\n\r\n")

    for _ in range(70):
        line.sendall(b"100000\r\n" + bytes(0x100000) + b"\r\n")
    line.sendall(b"0\r\n\r\n")

    assert b" 413 " in line.recv(100)


def test_slow_senders_do_not_hold_up_others(server) -> None:
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(20)]
    for line in slow:
        line.sendall(b"POST /nothing/ HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf")

    assert server.ask("/no-such-page/").status == 404
    for line in slow:
        line.close()


def test_it_stops_at_once_with_streams_open(new_server, kuusi, browse) -> None:
    server = new_server()
    pages = [browse(kuusi, on=server) for _ in range(20)]

    assert server.stop() < 2

    assert server.process.returncode == 0
    assert server.process.stderr.read() == ""
    for page in pages:  # each was ended, not cut off
        while page.next_event():
            assert {event for event, _, _ in page.heard} <= {"ready", "beat"}  # a beat may have come meanwhile, no more


def test_a_taken_address_is_said_in_one_line(server) -> None:
    second = server.start()

    assert second.wait(20) == 1
    assert "is taken by another program" in second.stderr.read().splitlines()[-1]


def test_pages_in_hand_are_answered_before_the_end(new_server) -> None:
    server = new_server()
    assert server.ask("/nothing/").status == 404  # its first page costs more than the time that is left at the end
    line = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    line.sendall(b"POST /nothing/ HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nha")
    time.sleep(0.2)
    server.process.terminate()
    time.sleep(0.2)

    line.sendall(b"lf")

    assert b" 404 " in line.recv(100)


def test_an_unfinished_request_does_not_keep_it_running(new_server) -> None:
    server = new_server()
    idle = socket.create_connection(("127.0.0.1", server.port), timeout=5)
    line = socket.create_connection(("127.0.0.1", server.port), timeout=5)
    line.sendall(b"POST /nothing/ HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nha")
    time.sleep(0.2)

    assert server.stop() < 2
    idle.close()
    line.close()
