"""The page of the statement between marketing and sales, as far as its reader may see people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from leadline.access.models import Team, User
from leadline.access.queries import has_role
from leadline.automation.statement import (
    Figures,
    PromiseLines,
    bounds,
    confirmations,
    confirmed_text,
    month_of,
    people_seen_by,
    statement_of,
)
from leadline.channel.models import Partner
from leadline.playbooks.agreement import Part, all_promises, promised
from leadline.playbooks.definition import Playbook
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.models import Published
from leadline.playbooks.signatures import parts_of
from leadline.playbooks.versions import definition_of
from leadline.playbooks.walk import rules_of
from leadline.workspace.reading import speaker_of

MONTHS = 12  # back


@dataclass(frozen=True)
class Line:
    """Figures under a name: of everybody, of a team, of a person, of a partner."""

    name: str
    kind: str  # whole, team, person, partner
    figures: Figures


@dataclass(frozen=True)
class Promise:
    """One clock. is_agreed: the agreement names it. said: the promise in words.

    counts_attempts: it is about a number of attempts.
    """

    side: str
    said: str
    within: str
    is_agreed: bool
    counts_attempts: bool
    lines: Sequence[Line]


@dataclass(frozen=True)
class Tick:
    """A side's confirmation. has_changed: the figures are others than were confirmed."""

    key: str
    role: str
    by: str
    at: datetime | None
    may: bool
    has_changed: bool


@dataclass(frozen=True)
class StatementPage:
    """One month. is_over: it may be confirmed. in_force: both sides have signed the promises."""

    name: str
    title: str
    month_on: date
    months: Sequence[date]
    promises: Sequence[Promise]
    ticks: Sequence[Tick]
    figures: str
    is_over: bool
    in_force: bool


def statement_page(
    published: Published, month_on: date, user: User, now: datetime
) -> StatementPage:
    """A constant number of queries, but one per level of people below the reader and per side."""
    assert published.current is not None
    version = published.current
    playbook, speaker = definition_of(version.pk), speaker_of(version.pk)
    lines = statement_of(published, month_on)
    text, is_over = confirmed_text(lines), bounds(month_on)[1] <= now
    names = _Names(lines, user)
    this_month = month_of(now)
    return StatementPage(
        name=published.name,
        title=speaker.word(playbook.title),
        month_on=month_on,
        months=[this_month - relativedelta(months=n) for n in range(MONTHS)],
        promises=[_promise(o, playbook, speaker, names) for o in _agreed_first(lines, playbook)],
        ticks=_ticks(published, month_on, text, playbook, speaker, user, is_over=is_over),
        figures=text,
        is_over=is_over,
        in_force=any(p.is_in_force for p in parts_of(version) if p.signable.part is Part.PROMISES),
    )


class _Names:
    """Names of teams, and of those people whose own figures the reader may see."""

    def __init__(self, lines: Sequence[PromiseLines], user: User) -> None:
        teams = {pk for one in lines for pk in one.teams if pk is not None}
        people = {pk for one in lines for pk in one.people if pk is not None}
        self.teams = {team.pk: team.name for team in Team.objects.filter(pk__in=teams)}
        seen = people & people_seen_by(user)
        self.people = {one.pk: str(one) for one in User.objects.filter(pk__in=seen)}
        partners = {pk for one in lines for pk in one.partners if pk is not None}
        found = Partner.objects.filter(pk__in=partners).select_related("company")
        self.partners = {one.pk: str(one) for one in found} if partners else {}

    def lines(self, one: PromiseLines) -> list[Line]:
        found = [Line(_("Everybody"), "whole", one.whole)]
        found += _named(one.teams, self.teams, "team")
        found += _named(one.partners, self.partners, "partner")
        return found + _named(one.people, self.people, "person")


def _named(
    figures: Mapping[int | None, Figures], names: Mapping[int, str], kind: str
) -> list[Line]:
    known = [(names[pk], one) for pk, one in figures.items() if pk is not None and pk in names]
    return [Line(name, kind, found) for name, found in sorted(known, key=lambda pair: pair[0])]


def _agreed_first(lines: Sequence[PromiseLines], playbook: Playbook) -> list[PromiseLines]:
    order = [one.clock.name for one in promised(playbook)]
    place = {name: number for number, name in enumerate(order)}
    return sorted(lines, key=lambda one: (place.get(one.clock, len(order)), one.side, one.clock))


def _promise(one: PromiseLines, playbook: Playbook, speaker: Speaker, names: _Names) -> Promise:
    if one.partners:
        said, within = _("partners accept or give back what they get"), _("each in their own time")
        return Promise(_("Partners"), said, within, False, False, names.lines(one))
    found = (p.clock for p in all_promises(playbook) if p.clock.name == one.clock)
    clock = next(found, None)
    return Promise(
        side=speaker.word(one.side),
        said=speaker.word(clock.promise or clock.name if clock else one.clock),
        within=speaker.duration(clock.within) if clock else "",
        is_agreed=one.clock in {p.clock.name for p in promised(playbook)},
        counts_attempts=clock is not None and clock.at_least is not None,
        lines=names.lines(one),
    )


def _ticks(
    published: Published,
    month_on: date,
    text: str,
    playbook: Playbook,
    speaker: Speaker,
    user: User,
    *,
    is_over: bool,
) -> list[Tick]:
    agreement = rules_of(playbook).agreement
    given = confirmations(published, month_on)
    has_confirmed = any(one.user_id == user.pk for one in given.values())
    found = []
    for role in agreement.signed_by if agreement else ():
        one = given.get(role)
        may = is_over and one is None and not has_confirmed and has_role(user, role)
        changed = one is not None and one.figures != text
        by, at = (str(one.user), one.confirmed_at) if one else ("", None)
        found.append(Tick(role, speaker.word(role), by, at, may, changed))
    return found
