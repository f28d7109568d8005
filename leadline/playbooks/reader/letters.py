"""Letters: one text per language, with what stands above it, its merge fields checked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from liquid import Environment
from liquid.exceptions import LiquidError

from leadline.conditions.catalogue import normalised
from leadline.playbooks.definition import Letter, Place
from leadline.playbooks.problems import did_you_mean
from leadline.playbooks.reader.context import Context
from leadline.playbooks.reader.section import Section
from leadline.playbooks.reader.settings import LANGUAGES
from leadline.playbooks.reader.yaml import documents

# What every letter may use beside the fields of the record it is about.
MERGE_FIELDS = frozenset(
    {"first_name", "last_name", "full_name", "salutation", "company", "owner_name", "owner_phone",
     "owner_email", "our_name", "our_company", "today", "link", "visitor",
     "what_is_missing", "cycle"}
)  # fmt: skip
PEOPLE = ("to", "copy to", "reply to")  # options of a letter that name somebody
_NAME = re.compile(rf"(?P<name>.+?)(?:\.(?P<language>{'|'.join(LANGUAGES)}))?\.md")
_ENVIRONMENT = Environment()


@dataclass(frozen=True)
class Page:
    """One .md file: which letter or talk, in which language, and what it says."""

    path: str
    name: str
    language: str
    text: str


def pages(files: Mapping[str, str], folder: str, languages: tuple[str, ...]) -> tuple[Page, ...]:
    """The .md files of a folder; without a language in its name a file is in the first one."""
    found = []
    for path, text in files.items():
        if path.startswith(f"{folder}/") and path.endswith(".md"):
            match = _NAME.fullmatch(path.removeprefix(f"{folder}/"))
            if match:
                found.append(Page(path, match["name"], match["language"] or languages[0], text))
    return tuple(found)


def letters(found: tuple[Page, ...], context: Context) -> dict[str, Letter]:
    made: dict[str, Letter] = {}
    for page in found:
        section, body, line = front(page, context)
        covers = section.texts("covers") if section else ()
        subject = section.required("subject") if section else ""
        options = _options(section) if section else {}
        check_template(subject, page, 1, context)
        check_template(body, page, line, context)
        before = made.get(page.name)
        made[page.name] = Letter(
            page.name,
            before.place if before else Place(page.path, 1),
            {**(before.bodies if before else {}), page.language: body},
            {**(before.subjects if before else {}), page.language: subject},
            {**(before.options if before else {}), **options},
            tuple(dict.fromkeys((*(before.covers if before else ()), *covers))),
        )
    return made


def _options(section: Section) -> dict[str, str]:
    """asks: the letter carries a private link to the open questions; to, copy to, reply to: who."""
    found = {"asks": "yes" if section.yes("asks") else ""}
    for key in PEOPLE:
        who = section.who(key)
        found[key] = who.text if who else ""
    for key in ("basis", "title"):
        found[key] = section.text(key)
    section.finish()
    return {key: value for key, value in found.items() if value}


def front(page: Page, context: Context) -> tuple[Section | None, str, int]:
    """The table between two lines of `---`, the body below, and the body's first line."""
    lines = page.text.split("\n")
    if not lines or lines[0].strip() != "---":
        message = _("a letter begins with “---”, its subject and another “---”")
        if page.path.startswith("emails/"):
            context.problem(Place(page.path, 1), message)
        return None, page.text.strip(), 1
    try:
        end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() == "---")
    except StopIteration:
        context.problem(Place(page.path, 1), _("the part above the text is not closed by “---”"))
        return None, "", 1
    head = "\n" + "\n".join(lines[1:end])  # the empty line keeps the numbers right
    tables = documents(page.path, head, context.problems)
    body = "\n".join(lines[end + 1 :])
    if not body.strip():
        context.problem(Place(page.path, end + 1), _("there is no text below"))
    return (Section(tables[0], context) if tables else None), body.strip(), end + 2


def check_template(
    text: str, page: Page, line: int, context: Context, *, without: frozenset[str] = frozenset()
) -> None:
    """The template can be read, and every merge field in it is known; `without` names some not."""
    try:
        found = _ENVIRONMENT.from_string(text).analyze()
    except LiquidError as error:
        at = line + max(text.count("\n", 0, max(_index(error), 0)), 0)
        message = _("the template cannot be read: %(reason)s") % {"reason": str(error)}
        context.problem(Place(page.path, at), message)
        return
    for name, spans in found.filters.items():
        if name not in _ENVIRONMENT.filters:
            at = line + text.count("\n", 0, spans[0].index)
            message = _("no filter is called “%(name)s”") % {"name": name}
            hint = did_you_mean(name, _ENVIRONMENT.filters)
            context.problem(Place(page.path, at), message, hint)
    known = (MERGE_FIELDS - without) | set(merge_names(context))
    for name, uses in found.globals.items():
        root = name.split(".")[0]
        if root not in known:
            at = line + text.count("\n", 0, uses[0].span.index)
            message = _("“{{ %(name)s }}” is no field that a text may use") % {"name": name}
            context.problem(Place(page.path, at), message, did_you_mean(root, known))


def _index(error: LiquidError) -> int:
    return error.token.start_index if error.token is not None else 0


def merge_names(context: Context) -> Iterator[str]:
    """How letters write the names of fields: `{{ trial_ends }}`."""
    for one in context.catalogue.fields:
        yield merge_name(one.name)


def merge_name(field: str) -> str:
    return re.sub(r"\W+", "_", normalised(field)).strip("_")
