"""What may be asked of a list of people or of companies."""

from collections.abc import Callable
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from leadline.conditions.catalogue import Field, Kind, normalised
from leadline.conditions.context import Context
from leadline.conditions.tree import Among, Contains, Test
from leadline.mail.models import Letter, State
from leadline.parties.lists import today
from leadline.parties.models import (
    Basis,
    BasisKind,
    Channel,
    Company,
    DoNotContact,
    EmailAddress,
    Person,
    PhoneNumber,
)
from leadline.records.models import Record
from leadline.workspace.queries.lists.askable import Askable, catalogue_of, reaches
from leadline.workspace.queries.lists.asking import Query, as_written, country, holds

Ways = type[EmailAddress] | type[PhoneNumber]


@lru_cache(maxsize=2)
def party_askable(kind: str) -> Askable:
    """The same for every playbook; nothing is asked of the database."""
    fields = _of_people() if kind == "person" else _of_companies()
    catalogue = catalogue_of(list(fields))
    reachable = frozenset(one.name for one in catalogue.fields if reaches(one, catalogue))
    return Askable(catalogue, {}, {}, reachable, {}, frozenset(), {})


def _of_people() -> tuple[Field, ...]:
    return (
        Field("person name", Kind.TEXT, zh="姓名", column="name_key"),
        Field("job title", Kind.TEXT, zh="职位", column="job_title_key"),
        Field("company name", Kind.TEXT, zh="公司名称", column="company__name_key"),
        Field("company domain", Kind.TEXT, zh="公司域名", column="company__domain"),
        _manager("company__account_manager"),
        *_places(),
        Field("e-mail", Kind.TEXT, zh="邮箱", query=_way(EmailAddress, "address")),
        Field("phone", Kind.TEXT, zh="电话", query=_way(PhoneNumber, "number")),
        _yes_no("may be written to", "可以写信", "may not be written to", "不可以写信",
                _may_be_written_to),
        _yes_no("a letter failed", "有邮件发送失败", "no letter failed", "没有邮件发送失败",
                lambda: Q(pk__in=failed_letters().exclude(person=None).values("person"))),
        _has_records("person"),
    )  # fmt: skip


def _of_companies() -> tuple[Field, ...]:
    people = Person.objects.filter(company=OuterRef("pk"), merged_into=None)
    return (
        Field("company name", Kind.TEXT, zh="公司名称", column="name_key"),
        Field("company domain", Kind.TEXT, zh="公司域名", column="domain"),
        _manager("account_manager"),
        *_places(),
        _yes_no("has people", "有联系人", "has no people", "没有联系人", lambda: Exists(people)),
        _has_records("company"),
    )


def _places() -> tuple[Field, ...]:
    return (
        Field("country", Kind.TEXT, zh="国家", query=country),
        Field("language", Kind.TEXT, zh="语言", query=as_written("language")),
        Field("city", Kind.TEXT, zh="城市", query=as_written("city")),
    )


def _manager(path: str) -> Field:
    return Field("account manager", Kind.USER, zh="客户经理", column=f"{path}__email")


def _has_records(name: str) -> Field:
    records = Record.objects.filter(**{name: OuterRef("pk")})
    return _yes_no("has records", "有线索或商机", "has no records", "没有线索或商机",
                   lambda: Exists(records))  # fmt: skip


def _yes_no(
    name: str, zh: str, opposite: str, opposite_zh: str, condition: Callable[[], Q | Exists]
) -> Field:
    return Field(
        name, Kind.YES_NO, zh=zh, opposite=opposite, opposite_zh=opposite_zh, query=holds(condition)
    )


def failed_letters() -> QuerySet[Letter]:
    """Letters that the mail server would not take: the address is wrong, or gone."""
    left = [State.SENT, State.TAKEN_BACK]  # said, so that the index of the others serves
    return Letter.objects.filter(state=State.FAILED).exclude(state__in=left)


def _may_be_written_to() -> Q:
    """As `parties.contact.basis_for` says of one: a basis in force, and no wish against it."""
    bases = Basis.objects.filter(
        Q(expires_on=None) | Q(expires_on__gte=today()),
        channel=Channel.EMAIL,
        withdrawn_at=None,
        person=OuterRef("pk"),
    ).exclude(kind=BasisKind.NONE)
    wishes = DoNotContact.objects.filter(channel__in=("", Channel.EMAIL), taken_back_at=None)
    theirs = EmailAddress.objects.filter(
        person=OuterRef("pk"), hash__in=wishes.exclude(hash=None).values("hash")
    )
    refused = Exists(wishes.filter(person=OuterRef("pk"))) | Exists(theirs)
    return Q(Exists(bases)) & ~Q(refused)


def _way(model: Ways, column: str) -> Query:
    """Any of a person's addresses or numbers."""

    def query(test: Test, context: Context) -> Q:
        rows = model.objects.exclude(**{column: ""})
        known = Q(pk__in=rows.values("person"))
        if not isinstance(test, Among | Contains):
            return known
        if isinstance(test, Among):
            wanted = [normalised(str(value)) for value in test.values]
            rows = rows.filter(**{f"{column}__in": wanted})
        else:
            rows = rows.filter(**{f"{column}__contains": normalised(test.text)})
        found = Q(pk__in=rows.values("person"))
        return known & ~found if test.negated else found

    return query


MODELS: dict[str, type[Person] | type[Company]] = {"person": Person, "company": Company}
