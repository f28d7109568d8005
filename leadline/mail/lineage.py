"""Letters and private links follow their person when people are merged, and go back at a split."""

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from leadline.mail.models import Letter, PrivateLink
from leadline.parties.lineage import Pointer, points_at_person
from leadline.parties.normalise.emails import read_email


def mailbox_written_to(letters: Sequence[Letter]) -> list[set[int]]:
    """Per letter the mailbox it went to, so that a later letter goes back with its address."""
    hashes = [read_email(letter.to).hash if letter.to else None for letter in letters]
    return [set() if hash_ is None else {hash_} for hash_ in hashes]


points_at_person(
    Pointer(Letter, "person", _("Letters"), follows="record", came_through=mailbox_written_to)
)
points_at_person(Pointer(PrivateLink, "person", _("Private links"), follows="record"))
