"""Ways in are made and changed here and nowhere else."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.roles import MANAGER, MARKETING, reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.core.history import changes_in
from leadline.intake import events
from leadline.intake.columns import read_columns
from leadline.intake.ground import entry_of
from leadline.intake.models import Door, DoorKind
from leadline.intake.targets import target_of
from leadline.intake.tokens import hash_of, new_token
from leadline.leads.incoming import How
from leadline.playbooks.models import Published

ORIGIN = re.compile(r"https?://(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?")
DEFAULT_ASKS: tuple[Mapping[str, Any], ...] = (
    {"field": "name", "required": True},
    {"field": "e-mail", "required": True},
    {"field": "company", "required": False},
    {"field": "phone", "required": False},
    {"field": "message", "required": False},
)


@action(_("make way in"), _("Opens a way in for leads."), events=(events.DOOR_MADE,))
def make_door(
    batch: Batch,
    subject: None,
    *,
    name: str,
    slug: str,
    kind: DoorKind,
    playbook: Published,
    how: How = How.NEWS,
    process: str = "",
    stage: str = "",
    source: str = "",
    asks: Sequence[Mapping[str, Any]] = (),
    consent: Mapping[str, str] | None = None,
    token: str = "",
    columns: str = "",
    origins: Sequence[str] = (),
) -> Door:
    """token: of a machine (see `tokens.new_token`), of which only the hash is kept.

    Raises Refused when the address is taken, a field is none, or its leads could not land."""
    _check_address(slug)
    door = Door(
        name=name,
        slug=slug,
        kind=kind,
        playbook=playbook,
        how=how.value,
        process=process,
        stage=stage,
        source=source or name,
        asks=[dict(one) for one in asks or (DEFAULT_ASKS if kind == DoorKind.FORM else ())],
        consent=dict(consent or {}),
        token_hash=hash_of(token) if token else "",
        columns=columns,
        origins=list(origins),
    )
    _check(batch.add(door))
    batch.happened(door, events.DOOR_MADE, slug=slug, kind=kind.value, source=door.source)
    return door


@action(_("change way in"), _("Changes a way in."), events=(events.DOOR_CHANGED,))
def change_door(batch: Batch, door: Door, *, changes: Mapping[str, Any]) -> None:
    """changes: of the columns that `make_door` fills, but its kind and address; `is_active`, too.

    Raises Invalid and Refused as `make_door` does.
    """
    if not changes.keys() <= CHANGEABLE:
        raise TypeError(f"not to be changed: {sorted(changes.keys() - CHANGEABLE)}")
    changed = changes_in(door, changes)
    if not changed:
        return
    batch.change(door, **{name: changes[name] for name in changed})
    _check(door)
    batch.happened(door, events.DOOR_CHANGED, fields=sorted(changed), changes=changed)


@action(
    _("renew token"),
    _("Makes a new token for a machine; the one before is refused from now on."),
    events=(events.TOKEN_RENEWED,),
)
def renew_token(batch: Batch, door: Door) -> str:
    """The token, which is kept nowhere: whoever asked must be shown it."""
    if door.kind != DoorKind.JSON:
        raise Refused(gettext("Only a machine has a token."))
    token = new_token()
    batch.change(door, token_hash=hash_of(token))
    batch.happened(door, events.TOKEN_RENEWED)
    return token


CHANGEABLE = frozenset(
    {"name", "playbook", "how", "process", "stage", "source", "asks", "consent"}
    | {"columns", "origins", "is_active"}
)
# Whoever decides where leads come in, and as what, decides much.
reserve("make way in", MANAGER, MARKETING)
reserve("change way in", MANAGER, MARKETING)
reserve("renew token", MANAGER, MARKETING)


def _check_address(slug: str) -> None:
    if Door.objects.filter(slug=slug).exists():
        sentence = gettext("There is a way in at this address already.")
        raise Invalid(sentence, {"slug": sentence})


def _check(door: Door) -> None:
    entry = entry_of(door)
    for origin in door.origins:
        if not ORIGIN.fullmatch(origin):  # it goes into a header, as it stands
            sentence = gettext("Write a site as https://www.example.com, not “%(text)s”.")
            told = sentence % {"text": origin[:80]}
            raise Invalid(told, {"origins": told})
    if door.columns:
        read_columns(door.columns)
    for one in door.asks:
        if target_of(one["field"]) is None and entry.catalogue.get(one["field"]) is None:
            sentence = gettext("There is no field “%(field)s”.") % {"field": one["field"]}
            raise Invalid(sentence, {"asks": sentence})
