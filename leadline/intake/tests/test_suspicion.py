"""What makes a post suspicious, and what ordinary people do."""

from datetime import timedelta

import pytest

from leadline.intake.suspicion import HONEYPOT, LINKS, TOO_FAST, TOO_MANY, suspicions


@pytest.mark.parametrize(
    ("values", "honeypot", "seconds", "posts", "reasons"),
    [
        ({"message": "See https://hengtong.example and www.rebar.example"}, "", 30, 1, []),
        ({"website": "https://hengtong.example"}, "", 2, 10, []),
        ({}, " ", 30, 1, []),
        ({}, "555", 30, 1, [HONEYPOT]),
        ({}, "", 1.9, 1, [TOO_FAST]),
        ({"message": "www.a.example " * 3}, "", 30, 1, [LINKS]),
        ({"company": "http://casino.example"}, "", 30, 1, [LINKS]),
        ({}, "", 30, 11, [TOO_MANY]),
        ({"name": "<a href=x>"}, "x", 0, 99, [HONEYPOT, TOO_FAST, LINKS, TOO_MANY]),
    ],
)
def test_suspicions(
    values: dict[str, str], honeypot: str, seconds: float, posts: int, reasons: list[str]
) -> None:
    took = timedelta(seconds=seconds)
    assert list(suspicions(values, honeypot=honeypot, took=took, posts=posts)) == reasons
