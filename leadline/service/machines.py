"""Where a product reports its use: a token, JSON, and the same again is harmless."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from leadline.access.limits import address_of, counted
from leadline.core import clock
from leadline.core.actor import Actor, ActorKind
from leadline.core.errors import Invalid
from leadline.intake.json_body import LARGEST, Given, objects_of
from leadline.service.actions.products import hash_of
from leadline.service.actions.usage import report_usage
from leadline.service.models import Product
from leadline.service.reports import Fate, Report, Taken, read_report

WINDOW = 60  # seconds
MOST_REQUESTS = 120  # of one product in a window
MOST_STRANGERS = 30  # of one address with a wrong token
STATUS = {Fate.TAKEN: 200, Fate.UNCHANGED: 200, Fate.UNKNOWN: 404, Fate.WRONG: 422}


@csrf_exempt  # machines hold no cookies; their token is the proof
@require_POST
def usage(request: HttpRequest) -> JsonResponse:
    """200 with what became of each report, 207 where some were of no use; one alone answers so."""
    product = _product_of(request)
    if product is None:
        if counted("usage-strangers", address_of(request), WINDOW) > MOST_STRANGERS:
            return _busy()
        return _refused(401, _("The token is missing or wrong."))
    if counted("usage", str(product.pk), WINDOW) > MOST_REQUESTS:
        return _busy()
    try:
        objects, is_list = objects_of(request.read(LARGEST + 1))
    except Invalid as invalid:
        return _refused(400, invalid.sentence)
    taken = [_told(one) for one in _taken(product, objects)]
    if not is_list:
        return JsonResponse(taken[0], status=taken[0]["status"])
    status = 200 if all(one["status"] == 200 for one in taken) else 207
    return JsonResponse({"reports": taken}, status=status)


def _product_of(request: HttpRequest) -> Product | None:
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        return None
    return Product.objects.filter(usage_token_hash=hash_of(token.strip())).first()


def _taken(product: Product, objects: Sequence[Given]) -> list[Taken]:
    """Aligned with the objects; those that can be read are taken in one transaction."""
    now = clock.now()
    read = [_read(one, now) for one in objects]
    reports = [one for one in read if isinstance(one, Report)]
    machine = Actor(ActorKind.MACHINE, None, str(product))
    taken = iter(report_usage(machine, product, reports=reports) if reports else ())
    return [next(taken) if isinstance(one, Report) else one for one in read]


def _read(given: Given, now: Any) -> Report | Taken:
    try:
        return read_report(given, now)
    except Invalid as invalid:
        return Taken(Fate.WRONG, reason=invalid.sentence)


def _told(taken: Taken) -> dict[str, Any]:
    told: dict[str, Any] = {"outcome": taken.fate.value, "status": STATUS[taken.fate]}
    if taken.trial is not None:
        told["trial"] = taken.trial
    if taken.fate is Fate.UNKNOWN:
        told["reason"] = _("There is no such trial of this product.")
    elif taken.reason:
        told["reason"] = taken.reason
    return told


def _busy() -> JsonResponse:
    answer = _refused(
        429, _("Too many requests. Send reports together, and try again in a minute.")
    )
    answer["Retry-After"] = str(WINDOW)
    return answer


def _refused(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)
