"""Filters are written by clicks and by hand in the same words, and say what is wrong with them."""

import pytest
from django.utils.translation import override

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.grammar import parse
from leadline.core.clock import now
from leadline.workspace.queries.lists.askable import askable_of
from leadline.workspace.queries.lists.filters import (
    as_test,
    context_of,
    quoted,
    read_filter,
    with_test,
    written,
)


def read(cast, text):
    return read_filter(text, askable_of("lead"), context_of(cast.mei, now()))


def test_nothing_asks_for_everything(cast):
    assert read(cast, "").chips == ()
    assert read(cast, "").q is not None


def test_each_test_can_be_taken_away(cast):
    chips = read(cast, 'source is "Fair" and is open and country known').chips
    assert [chip.sentence for chip in chips] == ['source is "Fair"', "is open", "country known"]
    assert chips[1].without == 'source is "Fair" and country known'
    assert read(cast, "is open").chips[0].without == ""


def test_what_is_joined_otherwise_is_one(cast):
    [chip] = read(cast, 'is open or source is "Fair"').chips
    assert chip.without == ""
    with override("zh-hans"):
        assert read(cast, "is open or country known").chips[0].sentence == "进行中，或者国家已知"


@pytest.mark.parametrize(
    "text",
    [
        'source is "Fair" and (country known or is open)',
        'not (source is "Fair") or is closed',
        'opened in the last 7 days and source one of "A", "B"',
    ],
)
def test_a_condition_is_written_as_it_reads(cast, text):
    catalogue = askable_of("lead").catalogue
    tree = parse(text, catalogue).tree
    assert written(tree) == text
    assert parse(written(tree), catalogue).tree == tree


def test_a_mistake_has_its_place_and_a_hint(cast):
    found = read(cast, 'is open and sorce is "Fair"')
    assert found.q is None
    [mistake] = found.mistakes
    assert mistake.before == "is open and "
    assert mistake.here.startswith("sorce")
    assert "source" in mistake.hint


def test_a_test_more_keeps_what_was_asked(cast):
    askable = askable_of("lead")
    assert with_test(read(cast, ""), "is open", askable) == "is open"
    assert with_test(read(cast, "country known"), "is open", askable) == (
        "country known and is open"
    )
    assert with_test(read(cast, "country known or is closed"), "is open", askable) == (
        "(country known or is closed) and is open"
    )


@pytest.mark.parametrize(
    ("kind", "how", "value", "until", "text"),
    [
        (Kind.TEXT, "is", 'A "B"', "", 'x is “A "B"”'),
        (Kind.TEXT, "one of", "A, B、C", "", 'x one of "A", "B", "C"'),
        (Kind.TEXT, "known", "", "", "x known"),
        (Kind.NUMBER, "between", "1", "5", "x between 1 and 5"),
        (Kind.YES_NO, "is", "no", "", "x is no"),
        (Kind.MOMENT, "in the last", "7 days", "", "x in the last 7 days"),
    ],
)
def test_clicks_write_what_one_would_type(kind, how, value, until, text):
    assert as_test(Field("x", kind), how, value, until) == text


def test_quotation_marks():
    assert quoted("a") == '"a"'
    assert quoted('a"b') == '“a"b”'


def test_working_time_is_read_only_where_it_is_asked_for(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        context_of(cast.mei, now())
