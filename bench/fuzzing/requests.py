"""Makes up requests: real forms with wrong answers, real addresses with wrong ids, and noise."""

import json
import random
from collections.abc import Sequence

from bench.fuzzing.harvest import Form, forms_of, links_of
from bench.fuzzing.hostile import HEADERS, METHODS, TYPES, WORDS, quoted, word
from bench.fuzzing.sender import Request, Sender
from bench.pages_of import Page, all_pages
from bench.world import MACHINE, World

FORM = "application/x-www-form-urlencoded"
UPLOADS = (
    b"",
    b"%PDF-1.4\n%%EOF",
    b"a,b\n1,\x00\n",
    b"PK\x03\x04broken",
    b"\xff\xfe\x00",
    b"x" * 5000,
)


class Maker:
    """One seed makes one sequence of requests."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.chance = random.Random(seed)
        self.pages = all_pages()
        self.people = ("", *world.people.values())
        self.forms: list[tuple[str, Form]] = []

    def harvest(self, sender: Sender) -> None:
        """Reads the forms of every page, as an admin and as nobody, and of pages they link to."""
        self.forms = []
        for who in (self.world.people["Admin"], self.world.people["Seller"], ""):
            targets = {self._target(page, right=True) for page in self.pages}
            seen: set[str] = set()
            for _round in range(2):
                for target in sorted(targets - seen)[:300]:
                    seen.add(target)
                    status, page = sender.send(Request("GET", target, who))
                    if status == 200:
                        self.forms += [(who, form) for form in forms_of(page, target)]
                        targets |= {link for link in links_of(page) if "logout" not in link}

    def make(self) -> Request:
        kind = self.chance.random()
        if kind < 0.5 and self.forms:
            return self._filled(*self.chance.choice(self.forms))
        if kind < 0.62:
            return self._machine()
        return self._astray()

    def _filled(self, who: str, form: Form) -> Request:
        """A real form with real answers, some of them replaced, left out or doubled."""
        pairs: list[tuple[str, bytes]] = []
        for name, offered in form.values.items():
            pairs += [(name, self._answer(offered)) for _ in range(self._times())]
        if self.chance.random() < 0.1:
            pairs.append((word(self.chance).decode("latin-1"), word(self.chance)))
        who = who if self.chance.random() < 0.9 else self.chance.choice(self.people)
        if form.is_upload or self.chance.random() < 0.03:
            return self._multipart(form, who, pairs)
        body = "&".join(f"{quoted(name.encode())}={quoted(value)}" for name, value in pairs)
        if form.method == "GET":
            return Request("GET", f"{form.action.partition('?')[0]}?{body}", who)
        headers = {"CONTENT_TYPE": FORM, "REMOTE_ADDR": self._address()}
        return Request("POST", form.action, who, body.encode(), headers)

    def _multipart(self, form: Form, who: str, pairs: Sequence[tuple[str, bytes]]) -> Request:
        parts = []
        for name, value in pairs:
            head = f'Content-Disposition: form-data; name="{name}"'.encode("latin-1", "replace")
            if "file" in name or self.chance.random() < 0.2:
                head += b'; filename="' + word(self.chance).replace(b'"', b"")[:300] + b'"'
                value = self.chance.choice(UPLOADS)
            parts.append(b"--xyz\r\n" + head + b"\r\n\r\n" + value + b"\r\n")
        body = b"".join(parts) + (b"--xyz--\r\n" if self.chance.random() < 0.95 else b"--xy")
        headers = {
            "CONTENT_TYPE": "multipart/form-data; boundary=xyz",
            "REMOTE_ADDR": self._address(),
        }
        return Request("POST", form.action, who, body, headers)

    def _machine(self) -> Request:
        """JSON at the machine's door, right in shape and wrong in what it says."""
        names = ("name", "e-mail", "company", "phone", "message", "fields", "page", "number", "")
        body = json.dumps(self._json(3, names)).encode()
        if self.chance.random() < 0.2:
            body = body.replace(b'"', word(self.chance)[:20], 1)
        headers = {
            "CONTENT_TYPE": self.chance.choice(TYPES[2:4]),
            "HTTP_AUTHORIZATION": f"Bearer {MACHINE}",
            "REMOTE_ADDR": self._address(),
        }
        if self.chance.random() < 0.5:
            headers["HTTP_IDEMPOTENCY_KEY"] = word(self.chance).decode("latin-1")
        return Request("POST", "/in/machine/", "", body, headers)

    def _json(self, depth: int, names: Sequence[str]) -> object:
        kind = self.chance.random()
        if depth and kind < 0.55:
            some = self.chance.sample(names, self.chance.randrange(1, len(names)))
            return {name: self._json(depth - 1, names) for name in some}
        if depth and kind < 0.65:
            return [self._json(depth - 1, names) for _ in range(self.chance.randrange(4))]
        if kind < 0.8:
            odd = (None, True, 0, -1, 10**30, 1e308, float("nan"), float("inf"), "\ud800", "\x00")
            return self.chance.choice(odd)
        return self.chance.choice(WORDS).decode("utf-8", "surrogateescape")

    def _astray(self) -> Request:
        """Any address with any query, method, body and headers."""
        page = self.chance.choice(self.pages)
        target = self._target(page, right=self.chance.random() < 0.5)
        if self.chance.random() < 0.5:
            names = (
                "q",
                "page",
                "before",
                "stage",
                "owner",
                "next",
                "other",
                "until",
                "on",
                "door",
            )
            query = [(self.chance.choice(names), word(self.chance)) for _ in range(3)]
            target += "?" + "&".join(f"{name}={quoted(value)}" for name, value in query)
        method = self.chance.choice(METHODS) if self.chance.random() < 0.5 else "GET"
        body = word(self.chance) if method not in ("GET", "HEAD") else b""
        headers = {"CONTENT_TYPE": self.chance.choice(TYPES), "REMOTE_ADDR": self._address()}
        for name in self.chance.sample(HEADERS, self.chance.randrange(4)):
            headers[name] = word(self.chance)[:4000].decode("latin-1")
        return Request(method, target, self.chance.choice(self.people), body, headers)

    def _target(self, page: Page, *, right: bool) -> str:
        if right and not (page.is_borrowed and page.params):
            return page.path(self.world) if not page.is_borrowed else f"/{page.route}"
        pieces = [
            quoted(word(self.chance)) or "x" if "<" in piece or "(" in piece else piece
            for piece in page.route.split("/")
        ]
        return "/" + "/".join(pieces)

    def _answer(self, offered: tuple[str, ...]) -> bytes:
        if self.chance.random() < 0.6:
            return self.chance.choice(offered).encode()
        return word(self.chance)

    def _times(self) -> int:
        return self.chance.choices((1, 0, 2), (0.88, 0.08, 0.04))[0]

    def _address(self) -> str:
        """Another visitor each time, so that what is counted per visitor does not stop the rest."""
        return f"10.{self.chance.randrange(256)}.{self.chance.randrange(256)}.9"
