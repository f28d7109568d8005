"""A list finds by the score what the rules would say of each lead."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadline.conditions.catalogue import Catalogue
from leadline.conditions.context import Context
from leadline.conditions.declared import declared_fields
from leadline.conditions.evaluate import holds
from leadline.conditions.fading import as_of
from leadline.conditions.grammar import parse
from leadline.conditions.query import as_q
from leadline.leads.score.query import half_lives, score_now
from leadline.leads.tests.score.score_cast import DAY, NINE, happens, people, published, score
from leadline.records.models import Record
from leadline.records.view import views_of
from leadline.work.events import INTEREST_SHOWN

pytestmark = pytest.mark.django_db
NAMES = ("score", "engagement", "fit band", "last response")
FIELDS = Catalogue([declared_fields()[name].field for name in NAMES])


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=8,
)
@given(line=st.integers(-5, 80), days=st.integers(0, 90))
def test_the_database_answers_as_the_rules_do(db: None, line: int, days: int) -> None:
    Record.objects.update(outcome="lost")
    leads = people(published(), 4, users=80)
    for number, lead in enumerate(leads):
        for day in range(number):
            happens(lead, INTEREST_SHOWN, NINE + day * DAY, what="price")
    now = NINE + (3 + days) * DAY
    score(*leads, at=now)
    [*unscored] = people(published(), 5)[4:]
    everyone, context = [*leads, *unscored], Context(now)
    views = [as_of(view, now) for view in views_of(everyone, NAMES, FIELDS)]
    for text in (
        f"score at least {line}", f"score below {line}", f"score is {line}", "score known",
        f"engagement between {line} and {line + 9}", f"engagement above {line}.5",
        "score unknown", f"not (score at most {line})", "fit band is A", "last response known",
    ):  # fmt: skip
        condition = parse(text, FIELDS)
        ask = holds(condition)
        wanted = {one.pk for one, view in zip(everyone, views, strict=True) if ask(view, context)}
        rows = Record.objects.filter(as_q(condition, context), pk__in=[one.pk for one in everyone])
        assert set(rows.values_list("pk", flat=True)) == wanted, text


def test_the_score_of_now_is_a_whole_number_that_falls() -> None:
    [lead] = people(published(), users=80)
    happens(lead, INTEREST_SHOWN, what="price")
    score(lead)
    rows = Record.objects.filter(pk=lead.pk)
    for days, wanted in ((0, 65), (30, 53), (60, 46), (60_000, 40)):
        worth = rows.annotate(worth=score_now(NINE + days * DAY)).values_list("worth", flat=True)
        assert list(worth) == [wanted]
    assert half_lives() == {43_200}
