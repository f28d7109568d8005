"""Leads are scored in batches: with the news that they are answered on, or all of them anew."""

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from leadline.access.roles import MANAGER, MARKETING, reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.leads import events
from leadline.leads.contacts import CONTACT
from leadline.leads.score.keeping import Keeper, News
from leadline.leads.score.loading import in_force, latest_rules, scored, scored_behind
from leadline.leads.score.looking import SCORED, Seen
from leadline.leads.score.models import ENDED, ScoreRules
from leadline.leads.score.standing import BAND, ENGAGEMENT, SCORE, Standing
from leadline.leads.score.working import Worked
from leadline.playbooks.models import Published
from leadline.records.models import Record

NO_NEWS: News = {}


@action(
    _("score leads"),
    _("Works out what leads score, from what they are and what they did."),
    changes=(SCORE, BAND, ENGAGEMENT),
)
def score_leads(
    batch: Batch, subject: None, *, records: Sequence[Record], news: News = NO_NEWS
) -> dict[int, Worked]:
    """What each lead stands at now, by its id; what is as before is not written again.

    records: locked. news: what has happened to each since it was last answered.
    """
    found: dict[int, Worked] = {}
    for version, leads in _by_version(records).items():
        now = batch.once(in_force, version)
        keeper = Keeper(batch, now, batch.once(_rules_of, batch, version) if now else None)
        found |= keeper.keep(leads, news)
    return found


@action(
    _("rescore leads"),
    _("Works out anew what the next leads of a playbook score by the rules in force."),
    events=(events.RESCORED,),
)
def rescore_leads(batch: Batch, subject: None, *, version: int, seen: Seen) -> int:
    """How many of them are another by now; open ones hear of it, so that rules are read.

    seen: what `leads.score.looking` found; where somebody else has gone on since, nothing is done.
    """
    rules = batch.once(_rules_of, batch, version)
    [rules] = batch.lock([rules]) if rules.pk else [rules]
    if (rules.pk, rules.upto) != (seen.rules, seen.after):
        return 0
    there = Record.objects.filter(pk__in=seen.changing).order_by("pk").only("pk")
    records = batch.lock(list(there))
    keeper = Keeper(batch, batch.once(in_force, version), rules)
    keeper.rescore(records)
    batch.change(
        rules,
        upto=seen.last,
        scored=rules.scored + seen.number,
        changed=rules.changed + keeper.changed,
    )
    return keeper.changed


@action(
    _("end score"),
    _("Takes the scores of the next leads whose playbook gives no points any more."),
    events=(events.SCORE_ENDED, events.UNSCORED),
)
def end_score(batch: Batch, subject: ScoreRules, *, most: int) -> int:
    """How many there were. Their history stays; in lists and conditions they have no score.

    Open ones hear of it, so that what waits for a lead without a band is read.
    """
    if subject.ended_at is None:
        batch.change(subject, ended_at=batch.now, upto=0)
        batch.happened(subject, events.SCORE_ENDED, number=subject.number)
    ids = list(scored_behind(subject).values_list("pk", flat=True)[:most])
    records = batch.lock([Record(pk=pk) for pk in ids])
    for record, one in zip(records, scored(records, with_bin=True), strict=True):
        if (was := one.standing) is not None and record.is_open and record.visit:
            _tell_ended(batch, record, was, subject)
        if one.row is not None:
            batch.change(one.row, rules=None, band="")
    batch.change(subject, upto=ids[-1] if len(ids) == most else ENDED)
    return len(ids)


def _tell_ended(batch: Batch, record: Record, was: Standing, rules: ScoreRules) -> None:
    seen = was.seen(batch.now, contact=record.kind == CONTACT)
    batch.happened(record, events.UNSCORED, before=seen[SCORE], rules=rules.number, was=seen)


@action(
    _("score all leads again"),
    _("Has all leads of a playbook scored anew."),
    events=(events.ALL_SCORED_AGAIN,),
)
def score_all_again(batch: Batch, subject: ScoreRules) -> None:
    """The worker does it from the first lead on; what comes out the same is not written."""
    batch.change(subject, upto=0, scored=0, changed=0)
    batch.happened(subject, events.ALL_SCORED_AGAIN, number=subject.number)


@action(
    _("review score"),
    _("Notes that the score was compared with what came of the leads."),
    events=(events.REVIEWED,),
)
def review_score(batch: Batch, subject: ScoreRules, *, note: str = "") -> None:
    """The next review falls due as long after this one as the playbook says."""
    batch.change(subject, reviewed_at=batch.now, reviewed_by_id=batch.actor.user_id)
    batch.happened(subject, events.REVIEWED, number=subject.number, note=note)


for _name in ("score all leads again", "review score"):
    reserve(_name, MANAGER, MARKETING)


def _rules_of(batch: Batch, version: int) -> ScoreRules:
    """The row of the rules in force; another meaning than the latest is put in force by it."""
    now = batch.once(in_force, version)
    assert now is not None
    latest = latest_rules(now.playbook)
    if latest is not None and latest.hash == now.rules.meaning and latest.ended_at is None:
        return latest
    rows = ScoreRules.objects.filter(playbook=now.playbook)
    again = rows.filter(hash=now.rules.meaning).first()
    if again is not None:  # an earlier text is in force again
        [again] = batch.lock([again])
        batch.change(
            again,
            in_force_at=batch.now,
            version_id=now.version,
            ended_at=None,
            upto=0,
            scored=0,
            changed=0,
        )
        return again
    last = rows.order_by("-number").values_list("number", flat=True).first() or 0
    return batch.add(
        ScoreRules(
            playbook=Published.objects.get(pk=now.playbook),
            version_id=now.version,
            number=last + 1,
            hash=now.rules.meaning,
            in_force_at=batch.now,
        )
    )


def _by_version(records: Sequence[Record]) -> dict[int, list[Record]]:
    groups: dict[int, list[Record]] = {}
    for record in records:
        if record.kind in SCORED and record.version_id is not None:
            groups.setdefault(record.version_id, []).append(record)
    return groups
