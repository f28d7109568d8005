"""A mail server that does what a test tells it, message by message."""

from collections import deque
from collections.abc import Sequence

import pytest
from django.core.mail import EmailMessage

from leadline.mail import post


class Server:
    """Each entry of `mood` is what happens to the next message; afterwards all is well."""

    def __init__(self) -> None:
        self.mood: deque[Exception | None] = deque()
        self.is_up = True
        self.got: list[EmailMessage] = []

    def open(self) -> bool:
        if not self.is_up:
            raise ConnectionRefusedError("nobody listens")
        return True

    def close(self) -> None:
        pass

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        error = self.mood.popleft() if self.mood else None
        if error is not None:
            raise error
        self.got.extend(messages)
        return len(messages)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    server = Server()
    monkeypatch.setattr(post, "get_connection", lambda: server)
    return server
