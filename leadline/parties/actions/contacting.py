"""The basis to contact a person given and withdrawn, and wishes not to be contacted."""

from datetime import date, datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.bin import even_in_bin
from leadline.core.errors import Invalid, Refused
from leadline.parties import events
from leadline.parties.models import (
    Basis,
    BasisKind,
    Channel,
    DoNotContact,
    EmailAddress,
    Person,
    PhoneNumber,
)
from leadline.parties.normalise.text import kept

NOTE = _("The note")
REACHED_BY: dict[Channel | None, tuple[type[EmailAddress] | type[PhoneNumber], ...]] = {
    Channel.EMAIL: (EmailAddress,),
    Channel.PHONE: (PhoneNumber,),
    Channel.CHAT: (PhoneNumber,),
    Channel.POST: (),
    Channel.WEB: (),
    None: (EmailAddress, PhoneNumber),
}


@action(
    "give basis",
    _("Notes on what basis a person may be contacted on a channel"),
    changes=("may be written to", "may be called"),
    events=(events.BASIS_GIVEN,),
)
def give_basis(
    batch: Batch,
    subject: Person,
    *,
    channel: Channel,
    kind: BasisKind,
    wording: str = "",
    given_at: datetime | None = None,
    proof: str = "",
    expires_on: date | None = None,
    note: str = "",
) -> Basis:
    """Raises Invalid for consent without its wording and legitimate interest without its note."""
    if kind is BasisKind.CONSENT and not wording.strip():
        sentence = gettext("Consent needs the words that the person agreed to.")
        raise Invalid(sentence, {"wording": sentence})
    if kind is BasisKind.LEGITIMATE_INTEREST and not note.strip():
        sentence = gettext("A legitimate interest needs a note that says which.")
        raise Invalid(sentence, {"note": sentence})
    basis = Basis(
        person=subject,
        channel=channel,
        kind=kind,
        wording=kept(wording, NOTE, 10_000).text,
        given_at=given_at or batch.now,
        proof=kept(proof, NOTE, 400).text,
        expires_on=expires_on,
        note=kept(note, NOTE, 10_000).text,
    )
    batch.happened(
        subject, events.BASIS_GIVEN, channel=channel.value, kind=kind.value, proof=basis.proof
    )
    return batch.add(basis)


@action(
    "withdraw basis",
    _("Ends every basis to contact a person on a channel"),
    changes=("may be written to", "may be called"),
    events=(events.BASIS_WITHDRAWN,),
)
def withdraw_basis(batch: Batch, subject: Person, *, channel: Channel) -> int:
    """How many ended. Raises Refused when there was none."""
    rows = list(Basis.objects.filter(person=subject, channel=channel, withdrawn_at=None))
    if not rows:
        raise Refused(gettext("There is no basis on this channel that could be withdrawn."))
    for row in rows:
        batch.change(row, withdrawn_at=batch.now)
        batch.happened(subject, events.BASIS_WITHDRAWN, channel=channel.value, kind=row.kind)
    return len(rows)


@action(
    "refuse contact",
    _("Notes that a person does not want to be contacted"),
    changes=("may be written to", "may be called"),
    events=(events.CONTACT_REFUSED,),
)
def refuse_contact(
    batch: Batch, subject: Person, *, channel: Channel | None = None, words: str = ""
) -> None:
    """channel: None for all of them. It also holds for whoever else has the address or number."""
    safe = kept(words, NOTE, 400).text
    hashes: set[int | None] = {None}
    for model in REACHED_BY[channel] if subject.pk is not None else ():
        rows = model.objects.filter(person=subject, hash__isnull=False)
        hashes |= set(rows.values_list("hash", flat=True))
    for hash_ in sorted(hashes, key=lambda one: (one is not None, one or 0)):
        batch.add(
            DoNotContact(
                person=subject,
                channel=channel or "",
                hash=hash_,
                words=safe,
                asked_at=batch.now,
            )
        )
    shown = channel.value if channel else "every channel"
    batch.happened(subject, events.CONTACT_REFUSED, channel=shown, words=safe)


@action(
    "take back contact refusal",
    _("Notes that a person wants to be contacted again; a basis is still needed"),
    changes=("may be written to", "may be called"),
    events=(events.REFUSAL_TAKEN_BACK,),
)
def take_back_refusal(batch: Batch, subject: Person, *, channel: Channel | None = None) -> None:
    """channel: None for the wish that was for all of them. Raises Refused when there is no wish."""
    rows = list(
        DoNotContact.objects.filter(person=subject, channel=channel or "", taken_back_at=None)
    )
    if not rows:
        raise Refused(gettext("There is no such wish that could be taken back."))
    for row in rows:
        batch.change(row, taken_back_at=batch.now)
    shown = channel.value if channel else "every channel"
    batch.happened(subject, events.REFUSAL_TAKEN_BACK, channel=shown)


even_in_bin("refuse contact", "withdraw basis")  # a wish is heard wherever they lie
