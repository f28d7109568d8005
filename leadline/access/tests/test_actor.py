"""A request is made by its signed-in person, else by a customer."""

from django.contrib.auth.models import AnonymousUser

from leadline.access.actor import actor_of, signed_in
from leadline.access.models import User
from leadline.core.actor import CUSTOMER, Actor, ActorKind


def test_the_signed_in_person_acts(rf):
    request = rf.get("/")
    request.user = User(pk=7, name="Anna", email="anna@example.com")
    assert actor_of(request) == Actor(ActorKind.PERSON, 7, "Anna")


def test_a_stranger_is_a_customer(rf):
    request = rf.get("/")
    request.user = AnonymousUser()
    assert actor_of(request) == CUSTOMER


def test_the_signed_in_person_is_read_anew(cast, rf):
    request = rf.get("/")
    request.user = User(pk=cast.anna.pk, name="as it was")
    assert signed_in(request).name == "Anna Koch"
