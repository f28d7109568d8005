"""The kinds of record that have lists: each is told here, and every page of lists serves all."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WITH_KEY = ("done", "undo", "letters")
PAGES = ("columns", "keeping", "bulk", "export", "done", "undo", "report")
ALL_PAGES = (*PAGES, "board", "moving", "calls", "letters")


@dataclass(frozen=True)
class Kind:
    """name: as records have it. address: of its list, and the beginning of the names of its pages.

    page: the page of one record. related: what is read with each. columns: those of a person who
    has chosen none. by_person: a row is called by its person's name. pages: those that its lists
    have besides the list itself.
    """

    name: str
    address: str
    page: str
    heading: Promise | str
    everything: Promise | str
    empty: Promise | str
    empty_text: Promise | str
    related: tuple[str, ...]
    columns: tuple[str, ...]
    by_person: bool = False
    pages: tuple[str, ...] = ALL_PAGES

    @property
    def is_record(self) -> bool:
        """Whether it is a kind of record; the other lists are of people and companies."""
        return self.name not in ("person", "company")

    @property
    def urls(self) -> dict[str, str]:
        """The addresses of its pages by name, that of the list itself as "list"."""
        pages = [page for page in self.pages if page not in WITH_KEY]
        return {"list": reverse(self.at()), **{page: reverse(self.at(page)) for page in pages}}

    def at(self, page: str = "") -> str:
        """The name of one of its pages: its list, or "board", "report" …"""
        return f"{self.address}-{page}" if page else self.address


KINDS = {
    one.name: one
    for one in (
        Kind(
            name="lead",
            address="leads",
            page="lead",
            heading=_("Leads"),
            everything=_("All leads"),
            empty=_("Here your leads will appear"),
            empty_text=_(
                "They come from forms, files and mail. As soon as somebody registers, the playbook "
                "takes over and they stand here."
            ),
            related=("lead__source",),
            columns=("company", "stage", "owner", "source", "last change", "promise"),
            by_person=True,
        ),
        Kind(
            name="contact",
            address="contacts",
            page="contact",
            heading=_("Contacts"),
            everything=_("All contacts"),
            empty=_("Here your contacts will appear"),
            empty_text=_(
                "Whoever becomes a customer, or has business with you already, has a status here, "
                "and begins another cycle when they show interest again."
            ),
            related=(),
            columns=("company", "stage", "owner", "in stage since", "last change", "promise"),
            by_person=True,
        ),
        Kind(
            name="deal",
            address="deals",
            page="deal",
            heading=_("Deals"),
            everything=_("All deals"),
            empty=_("Here your deals will appear"),
            empty_text=_("A lead that is interested opens its deal by itself."),
            related=("deal",),
            columns=("company", "owner", "amount", "state", "last change", "promise"),
        ),
        Kind(
            name="person",
            address="people",
            page="person",
            heading=_("People"),
            everything=_("All people"),
            empty=_("Here people will appear"),
            empty_text=_("Whoever asks, is brought in by a file or typed in stands here."),
            related=(),
            columns=("company", "job title", "e-mail", "phone", "country", "records"),
            pages=PAGES,
        ),
        Kind(
            name="company",
            address="companies",
            page="company",
            heading=_("Companies"),
            everything=_("All companies"),
            empty=_("Here companies will appear"),
            empty_text=_("They come with the people who work there."),
            related=(),
            columns=("domain", "city", "country", "people", "records"),
            pages=PAGES,
        ),
    )
}
