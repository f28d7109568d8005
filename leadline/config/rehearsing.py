"""What `leadline playbook rehearse` prints: in words for people, or as one JSON value."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.automation.rehearsal.rehearsing import Asked, Compared, Rehearsal, Report
from leadline.automation.rehearsal.telling import headings, name_said, steps_of, waits_said
from leadline.core.zones import moment_of
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.explain.words import Language
from leadline.playbooks.vocabulary_files import standard
from leadline.records.models import Record

NAMED = 20  # records that are named
Say = Callable[[str], Any]


@dataclass(frozen=True)
class Told:
    """All that a rehearsal found: the numbers, and the first records that differ."""

    report: Report
    differing: list[Compared]


def rehearsed(asked: Asked, most: int | None) -> Told:
    """Leads all records through; of those that differ it keeps the first few."""
    told = Told(Report(), [])
    for slice_ in Rehearsal(asked).slices(most=most):
        for one in slice_:
            told.report.add(one)
            if len(told.differing) < NAMED and one.differs:
                told.differing.append(one)
    return told


def say_report(told: Told, asked: Asked, language: Language, say: Say) -> None:
    report, speaker = told.report, Speaker(asked.playbook, standard(), language)
    facts = {"all": report.records, "same": report.same, "other": report.records - report.same}
    told_ = ngettext(
        "%(all)s record: %(same)s goes the same way, %(other)s would not.",
        "%(all)s records: %(same)s go the same way, %(other)s would not.",
        report.records,
    )
    say(told_ % facts)
    if report.apart:
        facts = {"number": report.apart}
        say(_("%(number)s cannot be told: their own past cannot be led again.") % facts)
    sides = "{} → {}".format(_("as it happened"), _("as it would have"))
    for about, heading in headings().items():
        lines = report.told.get(about, {})
        other = {name: line for name, line in lines.items() if line[2]}
        if other:
            say(f"\n{heading}  ({sides})")
        for name, (happened, would, _records) in sorted(other.items(), key=lambda one: -one[1][2]):
            say(f"  {name_said(about, name, speaker)}: {happened} → {would}")
    for one in told.differing:
        assert one.happened is not None
        assert one.would is not None
        ends = f"{speaker.word(one.happened.stage)} → {speaker.word(one.would.stage)}"
        say(f"\n{one.record.pk} {one.record.title}: {ends} {waits_said(one.would, speaker)}")


def say_record(record: Record, asked: Asked, language: Language, say: Say) -> None:
    """Both ways of one record, each step with its reason."""
    [one] = Rehearsal(asked).compare([record])
    if one.happened is None or one.would is None:
        say(_("Its own past cannot be led again, so nothing can be compared."))
        return
    for heading, run in ((_("As it happened"), one.happened), (_("As it would have"), one.would)):
        say(f"\n{heading}")
        for step in steps_of(run, Speaker(run.playbook, standard(), language)):
            at = date_format(localtime(step.at), "SHORT_DATETIME_FORMAT")
            say(f"  {at}  {step.what}" + (f"  ({step.rule}, {step.place})" if step.rule else ""))


def as_json(told: Told) -> str:
    """Numbers as [as it happened, as it would have, records that differ in it]."""
    report = told.report
    found = {
        **report.as_json(),
        "differing": [
            {
                "record": one.record.pk,
                "differs": [
                    [about.value, name, *pair] for (about, name), pair in one.differs.items()
                ],
            }
            for one in told.differing
        ],
    }
    return json.dumps(found, ensure_ascii=False)


def moment_given(text: str, zone: Any, *, end: bool = False) -> datetime:
    """The beginning of a day, or the end of it, in the firm's zone. Raises ValueError."""
    day = date.fromisoformat(text) + timedelta(days=1 if end else 0)
    return moment_of(datetime.combine(day, time()), zone).astimezone(UTC)
