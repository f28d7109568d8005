"""Links in letters: the private page of a record, and the end of being written to.

A private link's token is worked out from the secret key and a random part in its row, so that
neither the database nor the key alone opens anything.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from leadline.core.clock import now
from leadline.core.numbers import number_in
from leadline.mail.models import Letter, PrivateLink
from leadline.parties.models import Person
from leadline.records.models import Record

GOOD_FOR = timedelta(days=60)
PAGE = "yours/<str:token>/"  # where the private page stands; its view is in a later room
_STOP, _LINKS, _VISITOR = "leadline.mail.stop", "leadline.mail.links", "leadline.mail.visitor"


@dataclass(frozen=True)
class Opened:
    """What a private link leads to."""

    record: Record
    person: Person | None


@dataclass(frozen=True)
class Closed:
    """Why a private link leads nowhere, as a sentence for whoever holds it."""

    sentence: str

    def __bool__(self) -> bool:
        return False


def url_of(link: PrivateLink) -> str:
    """The address of the private page, to be put into a letter or handed over by a person."""
    return f"{settings.URL}/{PAGE.replace('<str:token>', token_of(link))}"


def token_of(link: PrivateLink) -> str:
    """The link's number and its seal; the link must be saved."""
    return f"{link.pk}.{_seal(link.pk, link.nonce)}"


def record_of(token: str, at: datetime | None = None) -> Opened | Closed:
    """What the token opens at that moment (now); a false `Closed` says why it does not."""
    number, _dot, seal = token.partition(".")
    link = None
    if (pk := number_in(number)) is not None:
        rows = PrivateLink.objects.select_related("record", "person", "record__person")
        link = rows.filter(pk=pk).first()
    if link is None or not constant_time_compare(seal, _seal(link.pk, link.nonce)):
        return Closed(_("This link does not work. Copy it again from the letter, whole."))
    if link.revoked_at is not None:
        return Closed(_("This link was closed. Answer the letter and we will send you a new one."))
    if (at or now()) >= link.expires_at:
        return Closed(_("This link is too old. Answer the letter and we will send you a new one."))
    return Opened(link.record, link.person or link.record.person)


def stop_url(letter: Letter) -> str:
    """Where the person of this letter says that they do not want to be written to."""
    token = signing.dumps(letter.pk, salt=_STOP)
    return f"{settings.URL}{reverse('stop-letters', args=[token])}"


def visitor_of(record: Record) -> str:
    """What a link to the firm's own site carries, so that its pages know whose visit it is."""
    return f"{record.pk}.{_sealed(_VISITOR, str(record.pk))}"


def visited_by(token: str) -> int | None:
    """The id of the record that a visitor's token names; None where it is none of ours."""
    number, _dot, seal = token.partition(".")
    pk = number_in(number)
    return (
        pk if pk is not None and constant_time_compare(seal, _sealed(_VISITOR, str(pk))) else None
    )


def letter_of_stop(token: str) -> Letter | None:
    """The letter whose stop link this is; these links never grow old."""
    try:
        pk = signing.loads(token, salt=_STOP)
    except signing.BadSignature:
        return None
    rows = Letter.with_bin  # who wants no letters is heard wherever the record lies
    return rows.select_related("person").filter(pk=pk, person__isnull=False).first()


def _seal(pk: int, nonce: str) -> str:
    return _sealed(_LINKS, f"{pk}:{nonce}")


def _sealed(salt: str, text: str) -> str:
    return salted_hmac(salt, text, algorithm="sha256").hexdigest()[:43]
