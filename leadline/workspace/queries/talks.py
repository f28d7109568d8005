"""What to say: the playbook's talks that fit a record now, filled in for whoever reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString, mark_safe

from leadline.access.models import Firm, User
from leadline.conditions.context import Context
from leadline.conditions.evaluate import holds
from leadline.core.errors import Invalid
from leadline.mail.merge import About, merge_values, shown
from leadline.mail.merged import merged_fields
from leadline.mail.render import Content, fields_in, rendered
from leadline.playbooks.definition import Talk
from leadline.records.view import views_of
from leadline.workspace.reading import Reading, language

UNKNOWN = "…"


@dataclass(frozen=True)
class TalkCard:
    """One talk. first: the sentence to begin with; html: all of it, safe.

    is_here: it is meant for the stage where the record stands, and not for any.
    """

    name: str
    title: str
    first: str
    html: SafeString
    is_here: bool


def talks_of(reading: Reading | None, user: User, now: datetime) -> Sequence[TalkCard]:
    """Those for this stage first, then those for any; user: who says it."""
    if reading is None or reading.stage.is_end:
        return ()
    talks = [one for one in reading.playbook.talks.values() if _fits(one, reading)]
    if not talks:
        return ()
    values = _values(reading, talks, user, now)
    cards = [_card(one, values) for one in talks]
    return sorted(cards, key=lambda one: not one.is_here)


def _fits(talk: Talk, reading: Reading) -> bool:
    if talk.stages and reading.record.stage not in talk.stages:
        return False
    if talk.when is None:
        return True
    [view] = views_of([reading.record], talk.when.fields, reading.playbook.catalogue)
    return holds(talk.when)(view, reading.surroundings.context)


def _card(talk: Talk, values: Mapping[str, str]) -> TalkCard:
    content = _filled(_said(talk.texts), values)
    first = " ".join(content.text.split("\n\n")[0].split())
    title = _said(talk.titles) or talk.name.replace("-", " ")
    html = mark_safe(content.html)  # noqa: S308 - cleaned when it was rendered
    return TalkCard(talk.name, title, first, html, bool(talk.stages))


def _filled(text: str, values: Mapping[str, str]) -> Content:
    """What nobody knows yet is left open, so that the rest can still be said."""
    try:
        return rendered("", text, values)
    except Invalid:
        return rendered("", text, {**dict.fromkeys(fields_in(text), UNKNOWN), **values})


def _said(texts: Mapping[str, str]) -> str:
    return texts.get(language()) or next(iter(texts.values()), "")


def _values(reading: Reading, talks: Sequence[Talk], user: User, now: datetime) -> dict[str, str]:
    """What the talks' merge fields say of this record, in the reader's language."""
    record, firm = reading.record, Firm.current()
    zone, person = ZoneInfo(firm.zone), record.person
    company = record.company or (person.company if person else None)
    about = About(
        language=language(),
        today=now.astimezone(zone).date(),
        firm=firm.name,
        name=person.name if person else "",
        family=person.family if person else "",
        given=person.given if person else "",
        company=company.name if company else "",
        owner_name=str(user),
        owner_email=user.email,
        owner_phone=user.phone,
        cycle=record.cycle,
    )
    asked = fields_in(*(_said(talk.texts) for talk in talks))
    [known] = merged_fields([record], reading.playbook, asked, Context(now, zone))
    said = {n: shown(value, field, language(), zone) for n, (field, value) in known.items()}
    return {**{n: text for n, text in said.items() if text}, **merge_values(about)}
