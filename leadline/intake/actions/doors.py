"""Ways in are made and changed here and nowhere else."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.roles import MANAGER, MARKETING, reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid
from leadline.intake import events
from leadline.intake.columns import read_columns
from leadline.intake.ground import entry_of
from leadline.intake.models import Door, DoorKind
from leadline.intake.targets import target_of
from leadline.intake.tokens import hash_of
from leadline.leads.incoming import How
from leadline.playbooks.models import Published

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
    changed = {name: value for name, value in changes.items() if getattr(door, name) != value}
    if not changed:
        return
    batch.change(door, **changed)
    _check(door)
    batch.happened(door, events.DOOR_CHANGED, fields=sorted(changed))


CHANGEABLE = frozenset(
    {"name", "playbook", "how", "process", "stage", "source", "asks", "consent"}
    | {"token_hash", "columns", "origins", "is_active"}
)
# Whoever decides where leads come in, and as what, decides much.
reserve("make way in", MANAGER, MARKETING)
reserve("change way in", MANAGER, MARKETING)


def _check_address(slug: str) -> None:
    if Door.objects.filter(slug=slug).exists():
        sentence = gettext("There is a way in at this address already.")
        raise Invalid(sentence, {"slug": sentence})


def _check(door: Door) -> None:
    entry = entry_of(door)
    if door.columns:
        read_columns(door.columns)
    for one in door.asks:
        if target_of(one["field"]) is None and entry.playbook.catalogue.get(one["field"]) is None:
            sentence = gettext("There is no field “%(field)s”.") % {"field": one["field"]}
            raise Invalid(sentence, {"asks": sentence})
