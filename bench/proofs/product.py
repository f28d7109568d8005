"""A product of our own that answers the hook: now and then it is too busy, and it never forgets."""

import json
import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BUSY = 0.03  # of all calls


class Product(ThreadingHTTPServer):
    """Calls by idempotency key; the keys for which it said that it is done."""

    daemon_threads = True

    def __init__(self, seed: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.chance = random.Random(seed)
        self.calls: Counter[str] = Counter()
        self.done: set[str] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"


class _Handler(BaseHTTPRequestHandler):
    server: Product

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        key = self.headers["Idempotency-Key"]
        self.server.calls[key] += 1
        busy = self.server.chance.random() < BUSY
        if not busy:
            self.server.done.add(key)
        body = json.dumps({"ok": not busy}).encode() if not busy else b"busy"
        self.send_response(503 if busy else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def product(seed: int) -> Iterator[Product]:
    with Product(seed) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
