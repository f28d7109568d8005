"""What conditions may ask about a person and their company, each with its loader."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.declared import declare
from leadline.parties.contact import basis_for
from leadline.parties.lists import screen_people
from leadline.parties.models import Channel, EmailAddress, Person, PhoneNumber
from leadline.parties.normalise.emails import EmailKind
from leadline.parties.normalise.text import comparable

Load = Callable[[Sequence[Person]], Sequence[Any]]


@dataclass(frozen=True)
class Declared:
    """A field and how its values are read for many people at once, aligned; None is unknown.

    read: the value in what several fields load together.
    """

    field: Field
    load: Load
    read: Callable[[Any], object] | None = None


def _of_person(name: str) -> Load:
    return lambda people: [getattr(person, name) or None for person in people]


def _of_company(name: str) -> Load:
    """Callers select the company with the person; without that it is a query for each."""
    return lambda people: [
        getattr(person.company, name) or None if person.company else None for person in people
    ]


def _ids(people: Sequence[Person]) -> list[int]:
    return [person.pk for person in people]


def email_kinds(people: Sequence[Person]) -> list[str | None]:
    """The best kind among each person's addresses: corporate, then free, then disposable."""
    rows = EmailAddress.objects.filter(person__in=_ids(people)).exclude(kind="")
    order = {kind.value: place for place, kind in enumerate(EmailKind)}
    best: dict[int, str] = {}
    for person, kind in rows.values_list("person_id", "kind"):
        best[person] = min(kind, best.get(person, kind), key=order.__getitem__)
    return [best.get(person.pk) for person in people]


def first_emails(people: Sequence[Person]) -> list[str | None]:
    """The address that each person is written to."""
    rows = EmailAddress.objects.filter(person__in=_ids(people)).exclude(address="").order_by("-id")
    first = dict(rows.values_list("person_id", "address"))
    return [first.get(person.pk) for person in people]


def first_phones(people: Sequence[Person]) -> list[str | None]:
    """The number that each person is called by: the first that can be dialed."""
    rows = PhoneNumber.objects.filter(person__in=_ids(people)).exclude(number="").order_by("-id")
    first = dict(rows.values_list("person_id", "number"))
    return [first.get(person.pk) for person in people]


def _may(channel: Channel) -> Load:
    return lambda people: [bool(one) for one in basis_for(people, channel)]


def _text(name: str, zh: str, load: Load, column: str = "") -> Declared:
    return Declared(Field(name, Kind.TEXT, zh=zh, column=column), load)


def _yes_no(
    name: str,
    zh: str,
    opposite: str,
    opposite_zh: str,
    load: Load,
    read: Callable[[Any], object] | None = None,
) -> Declared:
    field = Field(name, Kind.YES_NO, zh=zh, opposite=opposite, opposite_zh=opposite_zh)
    return Declared(field, load, read)


# Columns are ORM paths from Person; a room whose rows point at a person prefixes its own.
FIELDS: tuple[Declared, ...] = (
    _text("person name", "姓名", _of_person("name_key"), "name_key"),
    _text("job title", "职位", _of_person("job_title_key"), "job_title_key"),
    _text("country", "国家", _of_person("country"), "country"),
    _text("language", "语言", _of_person("language"), "language"),
    _text("city", "城市", lambda people: [comparable(one.city) or None for one in people]),
    _text("company name", "公司名称", _of_company("name_key"), "company__name_key"),
    _text("company domain", "公司域名", _of_company("domain"), "company__domain"),
    _text("e-mail", "邮箱", first_emails),
    _text("phone", "电话", first_phones),
    Declared(
        Field(
            "e-mail kind",
            Kind.CHOICE,
            zh="邮箱类型",
            choices=tuple(kind.value for kind in EmailKind),
            choices_zh=("企业邮箱", "免费邮箱", "一次性邮箱"),
        ),
        email_kinds,
    ),
    _yes_no(
        "e-mail is corporate",
        "邮箱是企业邮箱",
        "e-mail is not corporate",
        "邮箱不是企业邮箱",
        email_kinds,
        lambda kind: None if kind is None else kind == EmailKind.CORPORATE,
    ),
    _yes_no(
        "screening found something",
        "筛查有发现",
        "screening found nothing",
        "筛查无发现",
        screen_people,
        bool,
    ),
    _yes_no("on the ban list", "在禁止名单上", "not on the ban list", "不在禁止名单上",
            screen_people, lambda hits: any(hit.entry.list == "ban" for hit in hits)),
    _yes_no("may be written to", "可以写信", "may not be written to", "不可以写信",
            _may(Channel.EMAIL)),
    _yes_no("may be called", "可以致电", "may not be called", "不可以致电",
            _may(Channel.PHONE)),
)  # fmt: skip

BY_ID: frozenset[Load] = frozenset({email_kinds, first_emails, first_phones})

for one in FIELDS:
    declare(
        one.field,
        about="person",
        load=one.load,
        room="parties",
        read=one.read,
        by_id=one.load in BY_ID,
    )
