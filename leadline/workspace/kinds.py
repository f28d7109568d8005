"""The kinds of record that have lists: each is told here, and every page of lists serves all."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """name: as records have it. address: of its list, and the beginning of the names of its pages.

    page: the page of one record. related: what is read with each. columns: those of a person who
    has chosen none. by_person: a row is called by its person's name.
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
    )
}
