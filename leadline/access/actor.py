"""The person behind a request, as the actor that actions and events know."""

from django.http import HttpRequest

from leadline.access.models import User
from leadline.core.actor import CUSTOMER, Actor, ActorKind


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in person, else a customer."""
    return person(request.user) if isinstance(request.user, User) else CUSTOMER


def signed_in(request: HttpRequest) -> User:
    """The signed-in person as a fresh row for actions; for views behind login_required."""
    assert request.user.pk is not None
    return User.objects.get(pk=request.user.pk)


def person(user: User) -> Actor:
    """A person of the firm as an actor."""
    return Actor(ActorKind.PERSON, user.pk, str(user))
