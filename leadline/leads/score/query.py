"""Scores in the database: as a number of now to sort by, and as what a condition asks of a list."""

from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    F,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Round

from leadline.conditions.context import Context
from leadline.conditions.query import column_q
from leadline.conditions.tree import Known, Test
from leadline.leads.score.decay import epoch_of, weight
from leadline.leads.score.loading import all_in_force
from leadline.leads.score.models import EngagementSum, LeadScore
from leadline.leads.score.rules import half_life_of

WORTH = "worth_now"


def score_query(test: Test, context: Context) -> Q:
    """Of records whose score answers the test now."""
    return _asked(test, context, F("fit"))


def engagement_query(test: Test, context: Context) -> Q:
    return _asked(test, context, Value(0))


def score_now(now: datetime) -> Subquery:
    """Of a row of records: its score now, null where there is none."""
    return Subquery(_worth(F("fit"), now).filter(pk=OuterRef("pk")).values(WORTH))


def _asked(test: Test, context: Context, base: Any) -> Q:
    if isinstance(test, Known):
        return Q(score__rules__isnull=not test.known)
    rows = _worth(base, context.now).filter(column_q(test, context, WORTH))
    return Q(pk__in=rows.values("pk"))


def _worth(base: Any, now: datetime) -> QuerySet[LeadScore]:
    """Scored leads with their worth at a moment, a whole number."""
    sums = EngagementSum.objects.filter(record=OuterRef("pk")).order_by().values("record")
    faded = sums.annotate(total=Sum(F("amount") * _weights(now), output_field=FloatField()))
    exact = base + F("lasting") + Coalesce(Subquery(faded.values("total")), 0.0)
    rows = LeadScore.objects.filter(rules__isnull=False)
    whole = Cast(Round(Cast(exact, FloatField())), IntegerField())
    return rows.annotate(**{WORTH: whole})


def _weights(now: datetime) -> Case:
    """What a point of each half-life and T0 is worth now; of an older T0 nothing is left."""
    cases = []
    for life in sorted(half_lives()):
        latest = epoch_of(life, now)
        for epoch in (latest, latest - 1):
            worth = weight(life, epoch, now)
            cases.append(When(half_life=life, epoch=epoch, then=Value(worth)))
    return Case(*cases, default=Value(0.0), output_field=FloatField())


def half_lives() -> set[int]:
    """In minutes: those that the rules in force know."""
    found = (half_life_of(line) for one in all_in_force() for line in one.rules.score.engagement)
    return {life for life in found if life}
