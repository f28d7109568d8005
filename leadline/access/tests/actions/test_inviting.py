"""Many are invited at once, or nobody; what is wrong is told by line."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actions.inviting import Invited, invite_people
from leadline.access.actor import person
from leadline.access.models import User
from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event

LANGUAGES = {"": "en", "zh-hans": "zh-hans"}


def line(number, email, name="", role="seller", team="SALES", language=""):
    return Invited(number, email, name, role, team, language)


def test_everybody_is_invited_as_what_their_line_says(cast):
    lines = [
        line(2, " Emil@Example.com ", "Emil Ek"),
        line(3, "li@example.com", language="zh-hans"),
    ]
    invite_people(person(cast.anna), None, lines=lines, languages=LANGUAGES)
    emil, li = User.objects.filter(email__in=["emil@example.com", "li@example.com"]).order_by(
        "email"
    )
    assert (emil.name, emil.language, emil.has_usable_password()) == ("Emil Ek", "en", False)
    assert (li.name, li.language) == ("li", "zh-hans")
    assert li.emailaddress_set.get().verified
    assert str(li.memberships.get().role) == "Seller"
    assert str(Event.objects.get(stream="user", stream_id=emil.pk)) == "Invited as Seller in Sales"


def test_one_wrong_line_and_nobody_is(cast):
    lines = [
        line(2, "emil@example.com"),
        line(3, "EMIL@example.com"),
        line(4, "chen@example.com"),
        line(5, "no address", role="Boss", team=""),
        line(6, "x@example.com", language="tlh"),
    ]
    with pytest.raises(Invalid, match="Nobody was invited") as refused:
        invite_people(person(cast.anna), None, lines=lines, languages=LANGUAGES)
    told = refused.value.problems
    assert list(told) == ["3", "4", "5", "6"]
    assert "There is a person with the address" in told["3"]
    assert "“no address” is no e-mail address." in told["5"]
    assert "“Boss” is none of: " in told["5"]
    assert "Inside Sales" in told["5"]
    assert "none of: zh-hans" in told["6"]
    assert not User.objects.filter(email__startswith="emil").exists()


def test_more_lines_cost_no_more_queries(cast, django_assert_num_queries):
    def invited(first, last):
        lines = [line(n, f"p{n}@example.com") for n in range(first, last)]
        invite_people(person(cast.anna), None, lines=lines, languages=LANGUAGES)

    with CaptureQueriesContext(connection) as few:
        invited(0, 2)
    with django_assert_num_queries(len(few)):
        invited(2, 60)


def test_a_seller_may_not(cast):
    with pytest.raises(Refused, match="Your role does not include this"):
        invite_people(person(cast.chen), None, lines=[line(2, "a@b.example")], languages=LANGUAGES)
