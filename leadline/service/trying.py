"""A test call: the product is called once, signed as every call is, and what it says is told."""

import secrets

from django.utils.translation import gettext as _

from leadline.core import clock
from leadline.core.actor import Actor
from leadline.service import outside
from leadline.service.actions.products import note_hook_tried
from leadline.service.models import Product


def try_hook(actor: Actor, product: Product) -> str:
    """What the product said, in a sentence; noted in its history. Never call it in a transaction.

    It is asked for nothing: {"what": "test"}, which a product answers with {"ok": true}.
    """
    key = f"test/{secrets.token_hex(8)}"
    at = int(clock.now().timestamp())
    try:
        answer = outside.call(
            product.hook_url, product.hook_secret, key, {"what": "test", "key": key}, at
        )
    except outside.Unreachable as error:
        said = _("It could not be reached: %(why)s") % {"why": error}
    else:
        said = _said(answer)
    note_hook_tried(actor, product, answer=said)
    return said


def _said(answer: outside.Answer) -> str:
    if answer.done:
        return _("It answered as it should.")
    if answer.refused:
        return _("It answered, and refused: %(why)s") % {"why": answer.refused}
    return _("It answered, but did not say that it is done: %(why)s") % {"why": answer.trouble}
