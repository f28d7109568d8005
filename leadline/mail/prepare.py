"""Letters that are due, rendered together, or the reason why one of them does not leave."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from leadline.access.models import Firm
from leadline.conditions.context import Context
from leadline.core.errors import Invalid
from leadline.mail.footer import with_footer
from leadline.mail.links import stop_url, url_of, visitor_of
from leadline.mail.mailboxes import Mailbox, mailboxes
from leadline.mail.merge import About, django_language, merge_values, shown
from leadline.mail.merged import FieldValues, merged_fields
from leadline.mail.models import Hold, Letter
from leadline.mail.render import Content, fields_in, html_of, rendered, text_of
from leadline.mail.templates import Template, language_for, template_of
from leadline.parties.models import Person
from leadline.playbooks.definition import LATE_AFTER
from leadline.playbooks.engine.state import State
from leadline.playbooks.versions import definition_of


@dataclass(frozen=True)
class Ready:
    """A letter as it will leave. stop: the link for "do not write to me", "" where none belongs."""

    to: str
    language: str
    content: Content
    stop: str = ""


@dataclass(frozen=True)
class Stopped:
    """It does not leave: held for a person to mend, or failed because of a problem."""

    hold: Hold | str = ""
    problem: str = ""


def prepared(letters: Sequence[Letter], firm: Firm, now: datetime) -> list[Ready | Stopped]:
    """Each letter's content, aligned; the number of queries does not grow with the letters.

    The letters come from `queries.due_letters`. Address and basis are looked at once more.
    """
    people = list({one.person_id: one.person for one in letters if one.person}.values())
    known = {p.pk: box for p, box in zip(people, mailboxes(people), strict=True)}
    fields = _fields_of(letters, Context(now, ZoneInfo(firm.zone)))
    found: list[Ready | Stopped] = []
    for letter, values in zip(letters, fields, strict=True):
        mailbox = _mailbox(letter, known)
        try:
            if mailbox.hold:
                found.append(Stopped(hold=mailbox.hold))
            elif _is_late(letter, firm, now):
                found.append(Stopped(hold=Hold.LATE))
            else:
                found.append(_ready(letter, mailbox.address, values, firm, now))
        except Invalid as problem:
            found.append(_stopped(letter, problem))
        except ValueError as problem:  # what this letter is about cannot be read
            found.append(Stopped(problem=str(problem)))
    return found


def _stopped(letter: Letter, problem: Invalid) -> Stopped:
    """What only lacks somebody who has it, or their number, is mended and then released."""
    hold = next((hold_for(letter, name) for name in problem.problems), "")
    return Stopped(hold=hold) if hold else Stopped(problem=problem.sentence)


def hold_for(letter: Letter, unknown: str) -> Hold | str:
    """What holds a letter that cannot say this of its owner; "" where it is no owner's matter."""
    if not unknown.startswith("owner_"):
        return ""
    return Hold.NO_PHONE if letter.record.owner_id is not None else Hold.NO_OWNER


def _is_late(letter: Letter, firm: Firm, now: datetime) -> bool:
    """Whether it has waited so long that somebody should ask whether it still fits."""
    zone, meant_at = ZoneInfo(firm.zone), letter.send_after
    if letter.version_id is None:
        return LATE_AFTER.after(meant_at, zone) < now
    return definition_of(letter.version_id).is_late(meant_at, now, zone)


def _mailbox(letter: Letter, known: Mapping[int, Mailbox]) -> Mailbox:
    if letter.person_id is not None:
        return known[letter.person_id]
    if letter.user is not None and letter.user.is_active:
        return Mailbox(letter.user.email)
    return Mailbox(hold=Hold.NOBODY)


def _ready(letter: Letter, to: str, values: FieldValues, firm: Firm, now: datetime) -> Ready:
    template = template_of(letter.version_id, letter.template) if letter.template else None
    offered = list(template.letter.bodies) if template else []
    language = language_for(_wishes(letter, firm), _preferred(template, offered))
    if template is None:
        written = _written(letter, language, now)
        content = Content(letter.subject, text_of(written), html_of(written))
    else:
        content = _from_template(letter, template, language, values, firm, now)
    may_stop = letter.person_id is not None and not (template and template.is_transactional)
    stop = stop_url(letter) if may_stop else ""
    return Ready(to, language, with_footer(content, language, firm, stop), stop)


def _written(letter: Letter, language: str, now: datetime) -> str:
    """A person's own words, with the link for the answer below where they ask for one."""
    link = _link(letter, now)
    if not link:
        return letter.text
    with override(django_language(language)):
        said = _("Answer here; it takes about a minute")
    return f"{letter.text}\n\n[{said}]({link})"


def _preferred(template: Template | None, offered: list[str]) -> list[str]:
    """The letter's languages, those of the playbook in its order; of a written letter, any."""
    if template is None:
        return ["en", "zh-hans"]
    return sorted(offered, key=lambda one: (*template.languages, one).index(one))


def _wishes(letter: Letter, firm: Firm) -> list[str]:
    if letter.user is not None:
        return [letter.user.language]
    person = letter.person or letter.record.person
    company = letter.record.company
    return [
        person.language if person else "",
        company.language if company else "",
        "" if letter.template else firm.language,
    ]


def _from_template(
    letter: Letter,
    template: Template,
    language: str,
    values: FieldValues,
    firm: Firm,
    now: datetime,
) -> Content:
    zone = ZoneInfo(firm.zone)
    named = {n: shown(value, field, language, zone) for n, (field, value) in values.items()}
    about = merge_values(_about(letter, language, firm, now))
    return rendered(
        template.letter.subjects[language], template.letter.bodies[language], {**named, **about}
    )


def _about(letter: Letter, language: str, firm: Firm, now: datetime) -> About:
    record, person = letter.record, letter.person or letter.record.person
    owner, company = record.owner, record.company or (person.company if person else None)
    return About(
        language=language,
        today=now.astimezone(ZoneInfo(firm.zone)).date(),
        firm=firm.name,
        name=str(letter.user) if letter.user else person.name if person else "",
        family=person.family if person and not letter.user else "",
        given=_given(letter, person),
        company=company.name if company else "",
        owner_name=str(owner) if owner else "",
        owner_email=owner.email if owner else "",
        owner_phone=owner.phone if owner else "",
        link=_link(letter, now),
        visitor="" if letter.user else visitor_of(record),
        what_is_missing=_missing(letter, language),
        cycle=record.cycle,
    )


def _given(letter: Letter, person: Person | None) -> str:
    """A colleague has one name, of which the first word is what they are called."""
    if letter.user is not None:
        return str(letter.user).split()[0]
    return person.given if person else ""


def _link(letter: Letter, now: datetime) -> str:
    if letter.link is None:
        return ""
    if letter.link.revoked_at is not None or letter.link.expires_at <= now:
        raise Invalid(_("The private link in this letter was closed."))
    return url_of(letter.link)


def _missing(letter: Letter, language: str) -> str:
    """What the record's next move waits for, in the words of its playbook."""
    if not letter.record.state or letter.version_id is None:
        return ""
    wish = State.from_json(letter.record.state).wish
    words = definition_of(letter.version_id).words.get(language, {})
    lacks = [name for one in wish.missing for name in one.fields or (one.name,)] if wish else []
    return shown([words.get(name, name) for name in lacks], None, language, _UTC)


_UTC = ZoneInfo("UTC")


def _fields_of(letters: Sequence[Letter], context: Context) -> list[FieldValues]:
    """The fields that each letter's template names, by merge name; one view per version."""
    found: dict[int, FieldValues] = {}
    by_version: dict[int, list[Letter]] = defaultdict(list)
    for letter in letters:
        if letter.template and letter.version_id is not None:
            by_version[letter.version_id].append(letter)
    for version, group in by_version.items():
        try:
            playbook = definition_of(version)
        except ValueError:  # each of its letters says so when it is rendered
            continue
        records = [one.record for one in group]
        told = merged_fields(records, playbook, _asked(version, group), context)
        found |= {letter.pk: values for letter, values in zip(group, told, strict=True)}
    return [found.get(letter.pk, {}) for letter in letters]


def _asked(version: int, letters: Sequence[Letter]) -> frozenset[str]:
    """Every name in the letters' templates."""
    asked: frozenset[str] = frozenset()
    for name in {letter.template for letter in letters}:
        template = template_of(version, name)
        for text in _texts(template):
            try:
                asked |= fields_in(text)
            except Invalid:  # the letter says so when it is rendered
                continue
    return asked


def _texts(template: Template | None) -> tuple[str, ...]:
    letter = template.letter if template else None
    return (*letter.bodies.values(), *letter.subjects.values()) if letter else ()
