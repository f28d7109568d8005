"""Products are offered and changed here, with the secrets of their hook and their reports."""

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.roles import MANAGER, reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.core.history import changes_in
from leadline.service import events
from leadline.service.models import Errand, How, Product
from leadline.service.outside import is_inside

CHANGEABLE = frozenset(
    {"name", "how", "hook_url", "trial_days", "second_trial_days", "package", "is_default"}
)


@action(
    _("offer product"),
    _("Says which product people try, and how its trials are opened."),
    events=(events.PRODUCT_OFFERED,),
)
def offer_product(
    batch: Batch,
    subject: None,
    *,
    name: str,
    how: How = How.TASK,
    hook_url: str = "",
    trial_days: int = 14,
    second_trial_days: int = 7,
    package: str = "",
    is_default: bool = True,
) -> Product:
    """A product with a secret of its own for its hook; reports of usage need a token first.

    A new default takes the place of the one before.
    """
    product = Product(
        name=name,
        how=how,
        hook_url=hook_url,
        hook_secret=_new_secret(),
        trial_days=trial_days,
        second_trial_days=second_trial_days,
        package=package,
        is_default=is_default,
    )
    _check(product)
    if is_default:
        _stand_back(batch, product)
    batch.add(product)
    batch.happened(product, events.PRODUCT_OFFERED, product=name, how=str(How(how)))
    return product


@action(
    _("change product"),
    _("Changes a product: how its trials are opened, and how long they last."),
    events=(events.PRODUCT_CHANGED,),
)
def change_product(batch: Batch, product: Product, *, values: Mapping[str, Any]) -> None:
    """values: of CHANGEABLE. What waited for the hook goes to people when they take over.

    Raises Invalid as `offer_product` does, and Refused where no product would be the usual one.
    """
    if unknown := values.keys() - CHANGEABLE:
        raise TypeError(f"not to be changed: {sorted(unknown)}")
    changes = changes_in(product, values)
    if not changes:
        return
    if values.get("is_default") is False and product.is_default:
        raise Refused(gettext("Make another product the usual one instead."))
    if values.get("is_default") and not product.is_default:
        _stand_back(batch, product)
    batch.change(product, **{name: values[name] for name in changes})
    _check(product)
    if "how" in changes and product.how == How.TASK:
        _hand_over(batch, product)
    batch.happened(product, events.PRODUCT_CHANGED, changed=sorted(changes), changes=changes)


@action(
    _("renew secret"),
    _("Signs the calls of a product with a new secret from now on."),
    events=(events.SECRET_RENEWED,),
)
def renew_secret(batch: Batch, product: Product) -> str:
    """The secret; whoever asked must be shown it, for no page does so later."""
    secret = _new_secret()
    batch.change(product, hook_secret=secret)
    batch.happened(product, events.SECRET_RENEWED)
    return secret


@action(
    _("renew usage token"),
    _("Makes a new token with which a product reports who used it."),
    events=(events.USAGE_TOKEN_RENEWED,),
)
def renew_usage_token(batch: Batch, product: Product) -> str:
    """The token, which is kept nowhere: whoever asked must be shown it."""
    token = f"lu_{_new_secret()}"
    batch.change(product, usage_token_hash=hash_of(token))
    batch.happened(product, events.USAGE_TOKEN_RENEWED)
    return token


@action(
    _("try hook"),
    _("Calls a product once, to see whether it answers."),
    events=(events.HOOK_TRIED,),
)
def note_hook_tried(batch: Batch, product: Product, *, answer: str) -> None:
    """Notes what a test call brought; the call itself is made outside of any transaction."""
    batch.happened(product, events.HOOK_TRIED, outcome=answer[:300])


def hash_of(token: str) -> str:
    """What is kept of a token; it is long and random, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def _new_secret() -> str:
    return secrets.token_urlsafe(32)


def _check(product: Product) -> None:
    problems = {}
    if Product.objects.filter(name=product.name).exclude(pk=product.pk).exists():
        problems["name"] = gettext("There is a product with this name.")
    if product.how == How.HOOK and not product.hook_url:
        problems["hook_url"] = gettext("Say at which address the product is called.")
    elif product.hook_url and not product.hook_url.startswith(("https://", "http://")):
        problems["hook_url"] = gettext("Write the address with https://.")
    elif product.hook_url and is_inside(product.hook_url):
        problems["hook_url"] = gettext(
            "This is an address inside the network, which is never called."
        )
    for name in ("trial_days", "second_trial_days"):
        if not 0 < getattr(product, name) <= 366:
            problems[name] = gettext("A trial lasts from one day to a year.")
    if problems:
        raise Invalid(next(iter(problems.values())), problems)


def _stand_back(batch: Batch, product: Product) -> None:
    """There is one usual product at any moment."""
    for before in Product.objects.filter(is_default=True).exclude(pk=product.pk):
        [other] = batch.lock([before])
        batch.change(other, is_default=False)
        batch.happened(
            other,
            events.PRODUCT_CHANGED,
            changed=["is_default"],
            changes={"is_default": (True, False)},
        )
    batch.write()


def _hand_over(batch: Batch, product: Product) -> None:
    """What the hook has not carried out yet is for people to tick."""
    waiting = Errand.objects.select_for_update(of=("self",)).filter(
        entitlement__product=product.pk, done_at=None, refused="", by_hand=False
    )
    for errand in waiting.order_by("pk"):
        batch.change(errand, by_hand=True, next_at=None)


for _name in (
    "offer product",
    "change product",
    "renew secret",
    "renew usage token",
    "try hook",
):
    reserve(_name, MANAGER)
