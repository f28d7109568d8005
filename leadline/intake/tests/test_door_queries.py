"""Ways in show what came through them lately, in a constant number of queries."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.intake.actions.arriving import Item, receive_arrivals
from leadline.intake.door_queries import DAYS, doors_by_kind, landings, traffic_of
from leadline.intake.models import Door, Outcome
from leadline.intake.tests.conftest import NINE


def receive(door: Door, number: int) -> None:
    receive_arrivals(AUTOMATION, None, door=door, items=[Item({"name": "x"})] * number)


def test_what_came_lately_is_counted(form: Door, shop: Door) -> None:
    with Driven(NINE) as clock:
        receive(form, 2)
        clock.advance(days=DAYS)
        receive(form, 3)
        with CaptureQueriesContext(connection) as asked:
            kinds = dict(doors_by_kind())
        traffic = traffic_of(form)
    assert len(asked) == 3  # doors, counts, the firm's day
    [line] = kinds["form"]
    assert (line.came, line.last_on) == (3, (NINE + timedelta(days=DAYS)).date())
    assert [line.came for line in kinds["json"]] == [0]
    assert kinds["file"] == []
    assert (traffic.came, list(traffic.counts)) == (3, [(Outcome.WAITING, 3)])
    assert len(traffic.latest) == 3


def test_leads_can_enter_every_process_for_leads(form: Door) -> None:
    [landing] = landings()
    assert (landing.key, landing.label) == (f"{form.playbook_id}|Small", "Small · Small")
    assert [name for name, _label in landing.stages] == ["Raw", "Registered", "Won", "Lost"]
    with translation.override("zh-hans"):
        assert [label for _name, label in landings()[0].stages][:1] == ["Raw"]
