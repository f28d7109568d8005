"""The fields that a firm has added itself, as the catalogue and the playbooks know them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.playbooks.models import About, CustomField
from leadline.playbooks.vocabulary import FieldWord, Vocabulary
from leadline.playbooks.vocabulary_files import standard

ROOM = "playbooks"
OF_CHOICES = (Kind.CHOICE, Kind.SET)
OF_PARTIES = (About.COMPANY, About.PERSON)  # kept with them, known to all their records


@dataclass(frozen=True)
class Choice:
    """value: as it is kept and as texts name it, for ever. name, name_zh: as it is called now."""

    value: str
    name: str
    name_zh: str = ""
    is_retired: bool = False


@dataclass(frozen=True)
class Custom:
    """A custom field. offered: the values that can still be chosen."""

    pk: int
    about: About
    field: Field
    offered: tuple[str, ...] = ()

    @property
    def asked(self) -> Field:
        """The field as it can be answered from now on: without the choices that are retired."""
        if not self.offered:
            return self.field
        kept = [place for place, one in enumerate(self.field.choices) if one in self.offered]
        names = ("choices", "choices_en", "choices_zh")
        cut = {name: tuple(getattr(self.field, name)[place] for place in kept) for name in names}
        return replace(self.field, **cut)  # type: ignore[arg-type]


def custom_fields(*about: str, retired: bool = False) -> list[Custom]:
    """Those about these things, or all, in the order in which they were added; one query.

    retired: also those that are no longer in use, for texts that name them.
    """
    rows = CustomField.objects.order_by("pk")
    rows = rows.filter(about__in=about) if about else rows
    return [custom_of(row) for row in (rows if retired else rows.filter(retired_at=None))]


def custom_of(row: CustomField) -> Custom:
    """Raises ValueError where the row can be no field, with the reason."""
    choices, about = choices_of(row), About(row.about)
    field = Field(
        row.name,
        Kind(row.kind),
        zh=row.name_zh,
        choices=tuple(one.value for one in choices),
        choices_en=tuple(one.name for one in choices),
        choices_zh=tuple(one.name_zh or one.name for one in choices),
        about=about.value if about in OF_PARTIES else "",
    )
    return Custom(row.pk, about, field, tuple(one.value for one in choices if not one.is_retired))


def choices_of(row: CustomField) -> list[Choice]:
    return [Choice(**one) for one in row.choices]


def as_json(choices: Iterable[Choice]) -> list[dict[str, object]]:
    """As `CustomField.choices` keeps them."""
    return [asdict(one) for one in choices]


def words_now() -> Vocabulary:
    """Every word at this moment, with which a text is checked or read; one query."""
    words = standard()
    own = {
        one.field.name: FieldWord(one.field, ROOM, one.about.value)
        for one in custom_fields(retired=True)
        if one.field.name not in words.fields
    }
    return replace(words, fields={**words.fields, **own})


def with_custom(catalogue: Catalogue, custom: Sequence[Custom]) -> Catalogue:
    """The catalogue of a published text with the fields added since, as they are asked now."""
    if not custom:
        return catalogue
    fields = {one.field.name: one.asked for one in custom}
    known = [fields.pop(one.name, one) for one in catalogue.fields]
    return Catalogue([*known, *fields.values()])
