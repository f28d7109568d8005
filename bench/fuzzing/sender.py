"""Sends one request as a web server would, byte by byte, and says what came of it."""

import io
import logging
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.handlers.wsgi import WSGIHandler

from leadline.access.models import User

CSRF = "a" * 32


@dataclass(frozen=True)
class Request:
    """target: the address with its query. who: the e-mail address of somebody signed in, or ""."""

    method: str
    target: str
    who: str = ""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        told = " ".join(f"{name}={value!r}"[:120] for name, value in self.headers.items())
        who = self.who or "nobody"
        return f"{self.method} {self.target[:300]} as {who} {told} {self.body[:300]!r}"


class Sender:
    """Keeps what broke: `last` is the traceback of the last server error."""

    def __init__(self) -> None:
        self.handler = WSGIHandler()
        self.last = ""
        self._cookies: dict[str, str] = {}
        log = logging.getLogger("django")
        log.propagate = False
        log.handlers = [_Catcher(self)]

    def send(self, request: Request) -> tuple[int, str]:
        """The status and the page; what the server itself would not survive is 599."""
        self.last, told = "", []
        try:
            answer = self.handler(
                self._environ(request), lambda status, _headers, _info=None: told.append(status)
            )
            page = b"".join(answer)
            getattr(answer, "close", lambda: None)()
        except Exception:  # noqa: BLE001  whatever it is, it is the finding
            self.last = traceback.format_exc()
            return 599, ""
        return int(told[0][:3]), page.decode(errors="replace")

    def forget(self) -> None:
        """Signs everybody in anew; a password may have changed."""
        self._cookies.clear()

    def _environ(self, request: Request) -> dict[str, Any]:
        path, _mark, query = request.target.partition("?")
        cookie = f"{settings.CSRF_COOKIE_NAME}={CSRF}"
        if request.who:
            cookie += f"; {settings.SESSION_COOKIE_NAME}={self._session(request.who)}"
        return {
            "REQUEST_METHOD": request.method,
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "SCRIPT_NAME": "",
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": cookie,
            "HTTP_X_CSRFTOKEN": CSRF,
            "CONTENT_LENGTH": str(len(request.body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(request.body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            **request.headers,
        }

    def _session(self, email: str) -> str:
        if email not in self._cookies:
            self._cookies[email] = session_of(email)
        return self._cookies[email]


def session_of(email: str) -> str:
    """The session cookie of somebody who has signed in."""
    user = User.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


class _Catcher(logging.Handler):
    def __init__(self, sender: Sender) -> None:
        super().__init__(logging.ERROR)
        self.sender = sender

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.name == "django.request":
            self.sender.last = "".join(traceback.format_exception(*record.exc_info))
