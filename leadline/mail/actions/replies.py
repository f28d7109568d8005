"""What customers answer to letters, kept in the history of the record that they answer about."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.policy import let
from leadline.core.actions import action
from leadline.core.actor import ActorKind
from leadline.core.batch import Batch
from leadline.core.bin import even_in_bin
from leadline.core.errors import Invalid
from leadline.mail import events
from leadline.mail.models import Letter
from leadline.records.cause import BY_HAND
from leadline.records.models import Record
from leadline.work.actions.telling import give
from leadline.work.loading import who_follows
from leadline.work.models import NoticeKind

LONGEST = 20_000  # characters of a reply


@action(
    _("take in reply"),
    _("Keeps what somebody answered to a letter, and tells its owner and followers."),
    events=(events.REPLIED,),
)
def take_in_reply(batch: Batch, record: Record, *, text: str, letter: Letter | None = None) -> None:
    """letter: what they answer to, where that is known. The playbook hears of it.

    Raises Invalid for a reply that is empty or longer than 20,000 characters.
    """
    said = text.strip()
    if not said or len(said) > LONGEST:
        sentence = gettext("Write something, and not more than 20,000 characters.")
        raise Invalid(sentence, {"text": sentence})
    about = str(letter) if letter else ""
    batch.happened(
        record,
        events.REPLIED,
        letter=about,
        letter_id=letter.pk if letter else None,
        message=said,
    )
    _tell(batch, record, said)


def _tell(batch: Batch, record: Record, said: str) -> None:
    """The owner by mail, too; followers in their inbox."""
    owner = [record.owner] if record.owner and record.owner.is_active else []
    others = [one for one in who_follows(batch, record) if one not in owner]
    by = record.person.name if record.person else record.title
    for people, is_quiet in ((owner, False), (others, True)):
        about = {"by": by, "text": said[:500]}
        give(batch, record, people, NoticeKind.REPLIED, BY_HAND, is_quiet=is_quiet, **about)


let(ActorKind.CUSTOMER, "take in reply")
even_in_bin("take in reply")  # nothing that a customer says is lost
