import socket
import threading
import time

import pytest

from leadline.service import outside
from leadline.service.outside import Unreachable, call, read_answer, signature
from leadline.service.tests.conftest import Listening


@pytest.mark.parametrize(
    ("status", "body", "done", "refused"),
    [
        (200, b'{"ok": true}', True, ""),
        (201, b'{"ok": true}', True, ""),
        (200, b"", False, ""),
        (200, b'{"ok": "true"}', False, ""),
        (200, b"[1]", False, ""),
        (202, b"", False, ""),
        (200, b'{"ok": false}', False, "HTTP 200"),
        (404, b"<html>", False, "HTTP 404"),
        (422, b'{"reason": "No such package"}', False, "No such package"),
        (408, b"", False, ""),
        (425, b"", False, ""),
        (429, b"", False, ""),
        (500, b'{"ok": true}', False, ""),
        (302, b"", False, ""),
    ],
)
def test_what_an_answer_means(status: int, body: bytes, done: bool, refused: str) -> None:
    answer = read_answer(status, body)
    assert (answer.done, answer.refused) == (done, refused)
    assert bool(answer.trouble) is not (done or bool(refused))


def test_the_signature_is_what_openssl_says() -> None:
    """printf '1772452800.{"what": "open"}' | openssl dgst -sha256 -hmac secret"""
    made = signature("secret", 1_772_452_800, b'{"what": "open"}')
    assert made == "7301304fcc83a864ddfd84399ce3ebffcbe46aa50f2f1b7b48d7e2ef0d079252"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[::1]", "localhost", "0.0.0.0"],
)
def test_the_network_inside_is_out_of_reach(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEADLINE_HOOKS_INSIDE", raising=False)
    with pytest.raises(Unreachable, match="inside the network"):
        call(f"http://{host}:9/hook", "secret", "k", {}, 0)


@pytest.mark.parametrize("url", ["", "ftp://firm.example/hook", "hook", "http://[broken/"])
def test_what_is_no_address_cannot_be_called(url: str) -> None:
    with pytest.raises(Unreachable):
        call(url, "secret", "k", {}, 0)


def test_an_answer_that_is_too_long_is_not_listened_to(listening: Listening) -> None:
    listening.answers.append((200, b'{"ok": true}' + b" " * outside.LARGEST_ANSWER))
    with pytest.raises(Unreachable, match="too long"):
        call(listening.url, "secret", "k", {}, 0)


def test_who_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADLINE_HOOKS_INSIDE", "1")
    monkeypatch.setattr(outside, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(Unreachable):
        call(f"http://127.0.0.1:{silent.getsockname()[1]}/", "secret", "k", {}, 0)


def test_an_answer_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADLINE_HOOKS_INSIDE", "1")
    monkeypatch.setattr(outside, "LONGEST", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=drip, args=(server,))
        thread.start()
        begun = time.monotonic()
        with pytest.raises(Unreachable, match="did not end"):
            call(f"http://127.0.0.1:{server.getsockname()[1]}/", "secret", "k", {}, 0)
        assert time.monotonic() - begun < 2
        thread.join()


def drip(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(10_000)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n")
        try:
            for _ in range(50):
                connection.sendall(b" ")
                time.sleep(0.05)
        except OSError:  # they hung up, as they should
            return
