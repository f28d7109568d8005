"""Values are written as the reader's language does, and no advertisement passes as a name."""

from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from leadline.conditions.catalogue import Field, Kind
from leadline.core.durations import parse_duration
from leadline.core.money import Money
from leadline.mail.merge import About, merge_values, salutation, shown
from leadline.playbooks.reader.letters import MERGE_FIELDS

SHANGHAI = ZoneInfo("Asia/Shanghai")
SIZE = Field("size", Kind.CHOICE, choices=("Small", "Large"), choices_zh=("小", "大"))
EVENING = datetime(2026, 3, 2, 17, tzinfo=UTC)  # 3 March in Shanghai


@pytest.mark.parametrize(
    ("language", "name", "family", "given", "greeting"),
    [
        ("en", "Anna Koch", "Koch", "Anna", "Dear Anna"),
        ("en", "Cher", "", "", "Dear Cher"),
        ("en", "", "", "", "Hello"),
        ("zh-hans", "王芳", "王", "芳", "王芳，您好"),
        ("zh", "欧阳修", "欧阳", "修", "欧阳修，您好"),
        ("zh-hans", "Anna Koch", "Koch", "Anna", "Anna Koch，您好"),
        ("zh-hans", "", "", "", "您好"),
        ("de", "Anna Koch", "Koch", "Anna", "Dear Anna"),
    ],
)
def test_the_salutation(language: str, name: str, family: str, given: str, greeting: str) -> None:
    assert salutation(language, name, family, given) == greeting


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (None, "", ""),
        (date(2026, 3, 2), "March 2, 2026", "2026年3月2日"),
        (EVENING, "March 3, 2026", "2026年3月3日"),
        (Money(123_450, "GBP"), "£1,234.50", "£1,234.50"),
        (Decimal("12000"), "12,000", "12,000"),
        (parse_duration("3 working days"), "3 working days", "3 个工作日"),
        ("Large", "Large", "大"),
        (("Small", "Large"), "Small, Large", "小、大"),
        ("two\nlines", "two lines", "two lines"),
    ],
)
def test_a_value_in_both_languages(value: object, english: str, chinese: str) -> None:
    assert shown(value, SIZE, "en", SHANGHAI) == english
    assert shown(value, SIZE, "zh-hans", SHANGHAI) == chinese


def test_a_language_without_a_locale_reads_as_english() -> None:
    assert shown(date(2026, 3, 2), None, "xx-yy", SHANGHAI) == "March 2, 2026"
    assert shown(True, None, "en", SHANGHAI) == "yes"


@pytest.mark.parametrize(
    "name", ["Win at https://evil.example", "WWW.evil.example", "x" * 81, "\x00\x01", ""]
)
def test_what_is_no_name_counts_as_unknown(name: str) -> None:
    values = merge_values(
        About("en", date(2026, 3, 2), "Rebar", name=name, given=name, company=name)
    )
    assert {"first_name", "full_name", "company"} & values.keys() == set()
    assert values["salutation"] == "Hello"


def test_values_stay_on_one_line() -> None:
    about = About("en", date(2026, 3, 2), "Rebar", given="An\r\nna", owner_phone="")
    values = merge_values(about)
    assert values["first_name"] == "An na"
    assert "owner_phone" not in values
    assert values["today"] == "March 2, 2026"


def test_every_field_that_a_letter_may_use_is_filled() -> None:
    """What `check` lets pass and nothing fills would keep letters from leaving for ever."""
    texts = {one.name: "x" for one in fields(About) if one.type in ("str", str)}
    about = About(**{**texts, "language": "en"}, today=date(2026, 3, 2))  # type: ignore[arg-type]
    assert merge_values(about).keys() == MERGE_FIELDS
