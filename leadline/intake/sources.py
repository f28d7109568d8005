"""The way in of a source of files: the one that is named, or one of its own."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from leadline.core.actor import AUTOMATION, Actor
from leadline.core.errors import Refused
from leadline.intake.actions.doors import make_door
from leadline.intake.models import Door, DoorKind
from leadline.leads.incoming import How
from leadline.parties.normalise.text import comparable, hash64
from leadline.playbooks.models import Published


def door_for(source: str, slug: str = "", playbook: str = "", actor: Actor = AUTOMATION) -> Door:
    """Made where there is none yet. slug: of a way in for files, instead of the source's own.

    Raises Refused when there is none of that address, when there are several playbooks to choose
    from, or when rows of this source have entered another one.
    """
    doors = Door.objects.filter(kind=DoorKind.FILE).select_related("playbook")
    if slug:
        door = doors.filter(slug=slug, is_active=True).first()
        if door is None:
            raise Refused(_("There is no way in for files at “%(slug)s”.") % {"slug": slug})
        return door
    own = f"{slugify(source)[:40] or 'file'}-{hash64(comparable(source)) & 0xFFFFFF:06x}"
    door = doors.filter(slug=own).first()
    if door is not None and playbook not in ("", door.playbook.name):
        told = _("Rows from “%(source)s” enter “%(playbook)s”. Name these by another source.")
        raise Refused(told % {"source": door.source, "playbook": door.playbook.title})
    return door or make_door(
        actor,
        None,
        name=source[:120],
        slug=own,
        kind=DoorKind.FILE,
        playbook=_playbook(playbook),
        how=How.HISTORY,
        source=source[:120],
    )


def _playbook(name: str) -> Published:
    found = list(
        Published.objects.filter(current__isnull=False, **({"name": name} if name else {}))
    )
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.name for one in Published.objects.all())
    raise Refused(_("Say which playbook the leads enter: %(names)s.") % {"names": names or "–"})
