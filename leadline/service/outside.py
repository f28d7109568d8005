"""Calls a firm's own product: signed, and never to an address inside the network."""

import hashlib
import hmac
import ipaddress
import json
import os
import socket
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpcore

TIMEOUT = 10.0  # seconds for each of connecting, writing and reading
LONGEST = 30.0  # seconds for the whole answer, however steadily it drips
LARGEST_ANSWER = 64_000  # bytes
INSIDE = "LEADLINE_HOOKS_INSIDE"  # "1" lets hooks call this machine and its network


class Unreachable(Exception):
    """No usable answer came; the sentence says what to look at."""


@dataclass(frozen=True)
class Answer:
    """What the product said: done, refused for good (with the reason), or neither yet."""

    done: bool
    refused: str = ""
    trouble: str = ""


class OutsideOnly(httpcore.SyncBackend):
    """Connects to public addresses only, and to the very address that was looked at."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        address = _address_of(host, port)
        return super().connect_tcp(address, port, timeout, local_address, socket_options)


def call(url: str, secret: str, key: str, message: Mapping[str, Any], at: int) -> Answer:
    """Posts the message as JSON.

    The product checks `Leadline-Signature`: HMAC-SHA256 over "<at>.<body>" with its secret, and
    knows by `Idempotency-Key` what it has done before. at: seconds since 1970. Raises Unreachable.
    """
    body = json.dumps(message, sort_keys=True, ensure_ascii=False).encode()
    headers: dict[bytes | str, bytes | str] = {
        "Content-Type": "application/json",
        "Idempotency-Key": key,
        "Leadline-Signature": f"t={at},v1={signature(secret, at, body)}",
    }
    extensions = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), TIMEOUT)}
    try:
        with (
            httpcore.ConnectionPool(network_backend=OutsideOnly()) as pool,
            pool.stream(
                "POST", url, headers=headers, content=body, extensions=extensions
            ) as response,
        ):
            return read_answer(response.status, _some_of(response))
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
        raise Unreachable(f"{type(error).__name__}: {error}"[:300]) from error
    except (httpcore.UnsupportedProtocol, ValueError) as error:
        raise Unreachable(f"The address of the hook cannot be called: {error}"[:300]) from error


def signature(secret: str, at: int, body: bytes) -> str:
    return hmac.new(secret.encode(), b"%d." % at + body, hashlib.sha256).hexdigest()


def read_answer(status: int, body: bytes) -> Answer:
    """2xx with {"ok": true} is done; {"ok": false, "reason": …} and 4xx refuse; else not yet."""
    told = _json(body)
    reason = str(told.get("reason", ""))[:300]
    if 200 <= status < 300 and told.get("ok") is True:
        return Answer(done=True)
    if told.get("ok") is False or (400 <= status < 500 and status not in (408, 425, 429)):
        return Answer(done=False, refused=reason or f"HTTP {status}")
    return Answer(done=False, trouble=f"HTTP {status}")


def _json(body: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _some_of(response: httpcore.Response) -> bytes:
    """The answer's beginning; a product that says more than it should is not listened to."""
    heard, until = b"", time.monotonic() + LONGEST
    for part in response.iter_stream():
        heard += part
        if time.monotonic() > until:
            raise httpcore.ReadTimeout("the answer did not end")
        if len(heard) > LARGEST_ANSWER:
            raise ValueError("the answer is too long")
    return heard


def is_inside(url: str) -> bool:
    """Whether this names, in so many words, a machine of the network that hooks may not call.

    A name is looked up when it is called; what it means may change until then.
    """
    if os.environ.get(INSIDE) == "1":
        return False
    host = (urlsplit(url).hostname or "").rstrip(".")
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def _address_of(host: str, port: int) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpcore.ConnectError(f"no address is known for {host}") from error
    addresses = [str(entry[4][0]) for entry in found]
    if os.environ.get(INSIDE) != "1":
        for address in addresses:
            if not ipaddress.ip_address(address).is_global:
                raise httpcore.ConnectError(
                    f"{host} is an address inside the network; set {INSIDE}=1 to allow it"
                )
    return addresses[0]
