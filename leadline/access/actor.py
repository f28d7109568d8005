"""The person behind a request, as the actor that actions and events know."""

from dataclasses import replace

from django.http import HttpRequest

from leadline.access.models import User
from leadline.core.actor import CUSTOMER, Actor, ActorKind

REASON = "passing"  # the field of a form that says why a rule is passed


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in person, else a customer.

    A form in which they said why a rule of the playbook should not hold says it for them here.
    """
    if not isinstance(request.user, User):
        return CUSTOMER
    return replace(person(request.user), passing=request.POST.get(REASON, "").strip()[:500])


def signed_in(request: HttpRequest) -> User:
    """The signed-in person as a fresh row for actions; for views behind login_required."""
    assert request.user.pk is not None
    return User.objects.get(pk=request.user.pk)


def person(user: User) -> Actor:
    """A person of the firm as an actor."""
    return Actor(ActorKind.PERSON, user.pk, str(user))
