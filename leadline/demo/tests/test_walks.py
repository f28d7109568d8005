from django.test import Client

from leadline.access.models import User
from leadline.demo.cast import COLLEAGUES
from leadline.demo.tests.conftest import Work, asked
from leadline.demo.walks import CUSTOMER, WALKS, put_away, walk_for

CARDS = [one for one in COLLEAGUES if one.card]


def test_there_is_a_walk_of_five_to_seven_steps_for_every_card() -> None:
    assert set(WALKS) == {one.card for one in CARDS} | {CUSTOMER}
    assert all(5 <= len(stops) <= 7 for stops in WALKS.values())


def test_who_has_no_card_has_no_walk(firm: object) -> None:
    assert walk_for(User.objects.get(email="wei@meridian.example")) is None


def test_every_step_leads_to_a_page(firm: object, work: Work) -> None:
    for name in ("Tom Hale", "Dmitri Volkov", "Keiko Mori"):
        asked(name)
    work()
    browser = Client()
    for one in CARDS:
        browser.post("/demo/signing-in/", {"card": one.card})
        walk = walk_for(User.objects.get(email=one.email))
        assert walk is not None
        assert len(walk.steps) >= 3
        for step in walk.steps:
            assert browser.get(step.href).status_code == 200, step.sentence


def test_a_customers_walk_needs_no_signing_in(firm: object) -> None:
    walk = walk_for(None)
    assert walk is not None
    for step in walk.steps:
        assert Client().get(step.href).status_code == 200, step.sentence


def test_a_step_that_leads_nowhere_is_left_out_and_each_puts_away_their_own(firm: object) -> None:
    anna = User.objects.get(email="anna@meridian.example")
    boss = User.objects.get(email="sofia@meridian.example")
    before = walk_for(anna)
    assert before is not None
    assert len(before.steps) < len(WALKS["seller"])  # no lead is there yet
    put_away(anna)
    put_away(None)
    away = [walk_for(one) for one in (anna, boss, None)]
    assert [one.is_away for one in away if one] == [True, False, True]
