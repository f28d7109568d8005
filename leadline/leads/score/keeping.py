"""Scores leads by the rules of one playbook, in a batch, and writes what has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from leadline.access.models import Firm
from leadline.conditions.context import Context
from leadline.conditions.fading import rounded
from leadline.core.batch import Batch
from leadline.leads import events
from leadline.leads.contacts import CONTACT
from leadline.leads.score.loading import Heard, InForce, Scored, all_heard, scored
from leadline.leads.score.looking import counts_alike
from leadline.leads.score.models import EngagementSum, LeadScore, ScoreChange, ScoreRules
from leadline.leads.score.rules import RESPONSES
from leadline.leads.score.standing import SCORE, Standing
from leadline.leads.score.working import Worked, differs, responded, work_out
from leadline.records.models import Record
from leadline.records.view import views_of

News = Mapping[int, Sequence[Heard]]  # by the record's id


class Keeper:
    """Scores leads by the rules of one playbook and writes what has changed."""

    def __init__(self, batch: Batch, now: InForce | None, row: ScoreRules | None) -> None:
        self.batch, self.row = batch, row
        self.rules = now.rules if now else None
        self.changed = 0
        self._alike: dict[int, bool] = {}

    def keep(self, records: Sequence[Record], news: News) -> dict[int, Worked]:
        """Those with news; without rules only when they last responded is noted."""
        if self.rules is None:
            records = [one for one in records if responded(news.get(one.pk, ()))]
        known = scored(records) if records else []
        return self._all(records, known, self._heard(records, known, news))

    def rescore(self, records: Sequence[Record]) -> None:
        """Open leads hear of another score. What they did is counted once more where that counts
        otherwise now; else its sums are true."""
        known = scored(records) if records else []
        before = [one.standing for one in known]
        heard = self._counted(records, known)
        found = self._all(records, known, heard)
        for record, was in zip(records, before, strict=True):
            now = found[record.pk].standing
            if was is not None and now is not None and record.is_open and record.visit:
                self._tell(record, was, now)

    def _counted(
        self, records: Sequence[Record], known: Sequence[Scored]
    ) -> dict[int, list[Heard]]:
        """Everything ever heard of those whose sums are by rules that count otherwise."""
        assert self.rules is not None
        anew = []
        for record, one in zip(records, known, strict=True):
            by = one.row.rules_id if one.row else None
            one.is_anew = by is None or not self._counts_alike(by)
            anew += [record] if one.is_anew else []
        return all_heard(anew, self._names) if anew else {}

    def _counts_alike(self, rules: int) -> bool:
        """Asked once for each of the rules by which leads were scored before."""
        assert self.rules is not None
        if rules not in self._alike:
            self._alike[rules] = counts_alike(self.rules, rules)
        return self._alike[rules]

    @property
    def _names(self) -> frozenset[str]:
        return RESPONSES | (self.rules.given.keys() if self.rules else frozenset())

    def _is_current(self, record: Record, known: Scored) -> bool:
        """Whether the row says what the rules in force say, so that news can be added to it."""
        if known.row is None or self.row is None:
            return known.row is not None and self.row is None
        return known.row.rules_id is not None and (
            known.row.rules_id == self.row.pk or record.pk <= self.row.upto
        )

    def _heard(
        self, records: Sequence[Record], known: Sequence[Scored], news: News
    ) -> dict[int, list[Heard]]:
        """What is not counted yet; everything, where the rules are others than before."""
        heard, anew = {}, []
        for record, one in zip(records, known, strict=True):
            if self._is_current(record, one) and one.row is not None:
                since = one.row.heard_seq
                heard[record.pk] = [each for each in news.get(record.pk, ()) if each.seq > since]
            else:
                one.is_anew = True
                anew.append(record)
        return {**heard, **(all_heard(anew, self._names) if anew else {})}

    def _all(
        self,
        records: Sequence[Record],
        known: Sequence[Scored],
        heard: Mapping[int, Sequence[Heard]],
    ) -> dict[int, Worked]:
        if not records:
            return {}
        views: Sequence[Mapping[str, object]] = [{} for _ in records]
        if self.rules is not None:
            views = views_of(records, self.rules.asked, self.rules.catalogue)
        zone = ZoneInfo(self.batch.once(Firm.current).zone)
        context = Context(now=self.batch.now, zone=zone)
        found = {}
        for record, one, view in zip(records, known, views, strict=True):
            before = None if one.is_anew else one.standing
            worked = self._work(before, heard.get(record.pk, ()), view, context)
            found[record.pk] = self._kept(record, one, worked, heard.get(record.pk, ()))
        return found

    def _work(
        self,
        before: Standing | None,
        heard: Sequence[Heard],
        view: Mapping[str, object],
        context: Context,
    ) -> Worked:
        if self.rules is None:
            return Worked(None, responded(heard))
        return work_out(self.rules, before, heard, view, context)

    def _kept(
        self, record: Record, known: Scored, worked: Worked, heard: Sequence[Heard]
    ) -> Worked:
        """Writes what is new; says when they last responded, as far as that is known."""
        row, before, now = known.row, known.standing, worked.standing
        known_at = row.responded_at if row else None
        at = max(filter(None, (worked.responded_at, known_at)), default=None)
        worked = replace(worked, responded_at=at, responded_before=known_at)
        if self.rules is None:
            now = before
        moved = differs(before, now)
        if not moved and row is not None and row.responded_at == at:
            return worked
        values = self._values(now, at, heard, row)
        if row is None:
            known.row = self.batch.add(LeadScore(record=record, **values))
        else:
            self.batch.change(row, **values)
        if moved and now is not None:
            self._sums(record, known, now)
            self._remember(record, before, now, worked)
        return worked

    def _values(
        self,
        now: Standing | None,
        at: datetime | None,
        heard: Sequence[Heard],
        row: LeadScore | None,
    ) -> dict[str, object]:
        seq = max((one.seq for one in heard), default=0)
        kept: dict[str, object] = {
            "responded_at": at,
            "heard_seq": max(seq, row.heard_seq if row else 0),
        }
        if now is not None and self.row is not None:
            kept |= {"rules": self.row, "fit": now.fit, "band": now.band[:10]}
            kept["lasting"] = now.engagement.lasting
        return kept

    def _sums(self, record: Record, known: Scored, now: Standing) -> None:
        """A sum that the rules know no more is emptied."""
        rows = {one.half_life: one for one in known.sums}
        for life, one in now.engagement.sums.items():
            row = rows.pop(life, None)
            if row is None:
                new = EngagementSum(
                    record=record, half_life=life, epoch=one.epoch, amount=one.amount
                )
                known.sums.append(self.batch.add(new))
            elif (row.epoch, row.amount) != (one.epoch, one.amount):
                self.batch.change(row, epoch=one.epoch, amount=one.amount)
        for row in rows.values():
            if row.amount:
                self.batch.change(row, amount=0.0)

    def _remember(
        self, record: Record, before: Standing | None, now: Standing, worked: Worked
    ) -> None:
        self.changed += before is not None
        at = self.batch.now
        engagement = now.engagement.value(at)
        self.batch.add(
            ScoreChange(
                record=record,
                rules=self.row,
                changed_at=at,
                fit=now.fit,
                band=now.band[:10],
                engagement=rounded(engagement),
                score=rounded(now.fit + engagement),
                before=before.score(at) if before else None,
                why=worked.why,
            )
        )

    def _tell(self, record: Record, was: Standing, now: Standing) -> None:
        at = self.batch.now
        score, seen = now.score(at), was.seen(at, contact=record.kind == CONTACT)
        if (seen[SCORE], was.band) != (score, now.band):
            self.batch.happened(
                record,
                events.RESCORED,
                score=score,
                before=seen[SCORE],
                rules=self.row.number if self.row else None,
                was=seen,
            )
