"""Colleagues follow a record and hear what happens to it, until they do not want to any more."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import User
from leadline.access.policy import let, rights_of
from leadline.access.roles import reserve
from leadline.core.actions import action
from leadline.core.actor import ActorKind
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.records.models import Record
from leadline.work import events
from leadline.work.loading import followers_of
from leadline.work.models import Follower


@action(_("follow record"), _("Gives news of a record from now on."), events=(events.FOLLOWED,))
def follow_record(batch: Batch, subject: User, *, record: Record) -> None:
    """For oneself, and for whatever one may see. Twice is once."""
    [mine] = batch.lock([record])
    if not rights_of(subject.pk).sees(mine):
        raise Refused(gettext("You may not see this, so you cannot follow it."))
    begin_to_follow(batch, mine, [subject])


@action(
    _("unfollow record"),
    _("Gives no more news of a record."),
    events=(events.UNFOLLOWED,),
)
def stop_following(batch: Batch, subject: User, *, record: Record) -> None:
    """Also of what one may not see any more."""
    [mine] = batch.lock([record])
    gone, _of = Follower.objects.filter(user=subject, record=mine).delete()
    if gone:
        batch.now_of(mine, followers_of, batch.of(mine, followers_of) - {subject.pk})
        batch.happened(mine, events.UNFOLLOWED, people=[str(subject)])


@action(
    _("unfollow records"),
    _("Gives a person no more news of any record."),
    events=(events.UNFOLLOWED,),
)
def stop_following_all(batch: Batch, subject: User, *, some: Sequence[int]) -> int:
    """How many records it were; each says so in its history. Three queries besides writing.

    some: the ids of the followings that are meant.
    """
    rows = Follower.with_bin.filter(user=subject, pk__in=some).order_by("record_id")
    records = batch.lock([Record(pk=pk) for pk in rows.values_list("record_id", flat=True)])
    rows.order_by().delete()
    for record in records:
        batch.happened(record, events.UNFOLLOWED, people=[str(subject)])
    return len(records)


def begin_to_follow(batch: Batch, record: Record, people: Sequence[User]) -> None:
    """Those of the people who do not follow the record yet do so from now on."""
    known = batch.of(record, followers_of)
    new = [one for one in people if one.pk not in known]
    if not new:
        return
    for one in new:
        batch.add(Follower(record=record, user=one, since=batch.now))
    batch.now_of(record, followers_of, known | {one.pk for one in new})
    batch.happened(record, events.FOLLOWED, people=[str(one) for one in new])


let(ActorKind.PERSON, "follow record", "unfollow record")
reserve("unfollow records")
