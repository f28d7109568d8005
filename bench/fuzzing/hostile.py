"""Words that programs trip over, as the bytes that a network would bring."""

import random
from urllib.parse import quote_from_bytes

WORDS: tuple[bytes, ...] = (
    b"", b" ", b"\t\r\n", b"\x00", b"a\x00b", b"\x1b[31m", b"\x7f", b"\xff\xfe", b"\xc3\x28",
    b"\xed\xa0\x80", b"\xed\xb0\x80\xed\xa0\x80",  # lone surrogates
    "\ufeff".encode(), "\u202eabc".encode(), "\u200b".encode(), "é".encode() + b"\xcc\x81" * 200,
    "𠮷野家".encode(), "王芳".encode(), "👩‍👩‍👧‍👦".encode(), "ﷺ".encode() * 50, "İıſß".encode(),
    "９²½".encode(),
    b"0", b"-0", b"-1", b"1", b"2", b"00000000000000000001", b"2147483648", b"9223372036854775807",
    b"9223372036854775808", b"-9223372036854775809", b"9" * 400, b"1e400", b"1e-400", b"NaN",
    b"Infinity", b"-inf", b"0x7f", b"1_000", b"1,000.00 EUR", b"99999999999999999999.99 XXX",
    b"0001-01-01", b"9999-12-31", b"10000-01-01", b"2026-02-30", b"2026-03-02T09:00+99:99",
    b"2026-03-29T02:30", b"24:00", b"true", b"null", b"None", b"on", b"[]", b"{}", b'{"a":' * 50,
    b"' OR 1=1 --", b'"; DROP TABLE x; --', b"%", b"_", b"%s%n%d", b"{0.__class__}", b"{{ 7*7 }}",
    b"{% load x %}", b"<script>alert(1)</script>", b"javascript:alert(1)", b"../../etc/passwd",
    b"..%2f..%2f", b"//evil.example/", b"http://[::1", b"\\\\host\\share", b"a@b", b"@", b"a@[1]",
    b"=cmd()", b"=HYPERLINK(\"x\")", b"xn--ls8h.example", b"+49 (0) 123", b"+", b"1.zip",
    b"A" * 10_000, b"\xf0\x9f\x98\x80" * 3000, b"a=b&c=d", b"a;b", b"#", b"?", b"lead",
    b"owner is me",
)  # fmt: skip
HEADERS: tuple[str, ...] = (
    "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT", "HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_ORIGIN",
    "HTTP_HX_REQUEST", "HTTP_HX_TARGET", "HTTP_HX_CURRENT_URL", "HTTP_AUTHORIZATION",
    "HTTP_IDEMPOTENCY_KEY", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_NONE_MATCH", "HTTP_RANGE",
    "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_HOST",
    "HTTP_X_REQUESTED_WITH", "HTTP_X_HTTP_METHOD_OVERRIDE", "CONTENT_LENGTH", "CONTENT_TYPE",
)  # fmt: skip
METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "BREW")
TYPES = (
    "application/x-www-form-urlencoded", "multipart/form-data", "application/json", "text/plain",
    "multipart/form-data; boundary=", "multipart/form-data; boundary=x", "text/html; charset=utf-7",
    "application/json; charset=klingon", "", "x" * 300,
)  # fmt: skip


def word(chance: random.Random) -> bytes:
    """One of the words, sometimes two of them, sometimes a few random bytes."""
    kind = chance.random()
    if kind < 0.1:
        return chance.randbytes(chance.randrange(1, 12))
    if kind < 0.2:
        return chance.choice(WORDS) + chance.choice(WORDS)
    return chance.choice(WORDS)


def quoted(raw: bytes) -> str:
    """As it stands in an address or a form's body."""
    return quote_from_bytes(raw, safe="")
