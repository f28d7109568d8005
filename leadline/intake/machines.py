"""The door for machines: JSON in, receipts out, and the same request again is the same answer."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from leadline.core.errors import Invalid
from leadline.intake.actions.arriving import Item, receive_arrivals
from leadline.intake.jobs import actor_at, settle
from leadline.intake.json_body import LARGEST, Given, objects_of
from leadline.intake.models import Arrival, Door, DoorKind, Outcome
from leadline.intake.tokens import is_token_of

LONGEST_KEY = 255
STATUS = {Outcome.CREATED: 201, Outcome.JOINED: 200, Outcome.QUARANTINED: 202, Outcome.WAITING: 202}
FAILED = 422


@csrf_exempt  # machines hold no cookies; their token is the proof
@require_POST
def machine_door(request: HttpRequest, slug: str) -> JsonResponse:
    """201 made, 200 joined, 202 kept for later, 422 rejected; 207 for a list with several."""
    door = _door_of(request, slug)
    if door is None:
        return _refused(401, _("The token is missing or not of this address."))
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > LONGEST_KEY:
        return _refused(400, _("An Idempotency-Key has at most 255 characters."))
    try:
        objects, is_list = objects_of(request.read(LARGEST + 1))
    except Invalid as invalid:
        return _refused(400, invalid.sentence)
    arrivals = _received(door, objects, key)
    if arrivals is None:
        return _refused(422, _("This Idempotency-Key was used for something else."))
    settle(actor_at(door), [arrival.pk for arrival in arrivals])
    return _answer(arrivals, is_list)


def _door_of(request: HttpRequest, slug: str) -> Door | None:
    """An address that does not exist and a wrong token look the same."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    doors = Door.objects.filter(slug=slug, kind=DoorKind.JSON, is_active=True)
    door = doors.select_related("playbook").first()
    if door is None or scheme.lower() != "bearer" or not is_token_of(door, token.strip()):
        return None
    return door


def _received(door: Door, objects: Sequence[Given], key: str) -> list[Arrival] | None:
    """The arrivals of these objects; None when the key came before with other objects."""
    keys = [_key(key, place) for place in range(len(objects))] if key else [""] * len(objects)
    if key and (first := Arrival.objects.filter(door=door, key=keys[0]).first()):
        return _as_before(door, first, objects, key)
    items = [Item(one, key=name) for one, name in zip(objects, keys, strict=True)]
    try:
        return receive_arrivals(actor_at(door), None, door=door, items=items)
    except IntegrityError:  # the same request at the same time
        return _as_before(door, Arrival.objects.get(door=door, key=keys[0]), objects, key)


def _as_before(
    door: Door, first: Arrival, objects: Sequence[Given], key: str
) -> list[Arrival] | None:
    keys = [_key(key, place) for place in range(len(objects) + 1)]
    found = {one.key: one for one in Arrival.objects.filter(door=door, key__in=keys)}
    before = [found[name] for name in keys if name in found]
    return before if [one.raw for one in before] == list(objects) else None


def _key(key: str, place: int) -> str:
    return f"{hashlib.sha256(key.encode()).hexdigest()}.{place}"


def _answer(arrivals: Sequence[Arrival], is_list: bool) -> JsonResponse:
    rows = Arrival.objects.in_bulk([arrival.pk for arrival in arrivals])
    told = [_told(rows[arrival.pk]) for arrival in arrivals]
    statuses = {one["status"] for one in told}
    if not is_list:
        return JsonResponse(told[0], status=told[0]["status"])
    status = statuses.pop() if len(statuses) == 1 else 207
    return JsonResponse({"arrivals": told}, status=status)


def _told(arrival: Arrival) -> dict[str, Any]:
    told = {
        "receipt": arrival.receipt,
        "outcome": arrival.outcome,
        "status": STATUS.get(Outcome(arrival.outcome), FAILED),
        "record": arrival.record_id,
    }
    if arrival.outcome == Outcome.REJECTED:
        told["reason"] = arrival.reason
    return told


def _refused(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)
