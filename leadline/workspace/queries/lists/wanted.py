"""What the address of a list asks for; a saved view is such an address under a name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from leadline.conditions.source import LONGEST as LONGEST_CONDITION
from leadline.core.numbers import number_in

LONGEST = 100  # characters of a text that is looked for
OWNERS = ("mine", "nobody")
SEARCHED = ("q", "stage", "owner")
GROUPED = ("group", "by", "measure", "of")
FILTERS = ("where", "stage", "owner", "q", "sort", "group", "by", "measure", "of")


@dataclass(frozen=True)
class Wanted:
    """What is looked for, in which order and how it is grouped.

    where: a condition in its own language. owner: "", "mine", "nobody". sort: a column's name, with
    "-" the other way round. before: the end of the page before. exact: count all, however many.
    group, by, measure, of: the report that the list is. view: the saved view it began with.
    """

    where: str = ""
    stage: str = ""
    owner: str = ""
    text: str = ""
    sort: str = ""
    before: str = ""
    exact: bool = False
    group: str = ""
    by: str = ""
    measure: str = ""
    of: str = ""
    view: int | None = None

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Wanted":
        """From an address; anything unknown there is left out."""
        owner, view = given.get("owner", ""), given.get("view", "")
        return cls(
            where=" ".join(given.get("where", "").split())[: LONGEST_CONDITION + 1],
            stage=given.get("stage", "")[:80],
            owner=owner if owner in OWNERS else "",
            text=" ".join(given.get("q", "").split())[:LONGEST],
            sort=given.get("sort", "")[:81],
            before=given.get("before", "")[:400],
            exact=given.get("exact", "") == "1",
            group=given.get("group", "")[:80],
            by=given.get("by", "")[:80],
            measure=given.get("measure", "")[:10],
            of=given.get("of", "")[:80],
            view=number_in(view),
        )

    @classmethod
    def parse(cls, query: str) -> "Wanted":
        """From the part of an address behind the question mark."""
        return cls.read(dict(parse_qsl(query, keep_blank_values=True)))

    @property
    def is_anything(self) -> bool:
        return not (self.where or self.stage or self.owner or self.text)

    @property
    def is_words_alone(self) -> bool:
        return not (self.where or self.stage or self.owner)

    @property
    def asks(self) -> str:
        """Filter, order and grouping as part of an address: what a saved view keeps."""
        return urlencode(self._given())

    @property
    def query(self) -> str:
        """The same with its view, for links to other pages of this list.

        A view whose filter was taken away says so, since its own would come back otherwise.
        """
        if self.view is None:
            return self.asks
        own = self.asks if self.where else "&".join(part for part in ("where=", self.asks) if part)
        return f"view={self.view}&{own}"

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """All of it as hidden inputs of a form that asks for something besides."""
        given = self._given()
        if self.view is not None:
            given = {"view": str(self.view), "where": "", **given}
        return list(given.items())

    @property
    def hidden_of_search(self) -> list[tuple[str, str]]:
        """The same for the form that asks for words, stage and owner itself."""
        return [(name, value) for name, value in self.hidden if name not in SEARCHED]

    @property
    def hidden_of_condition(self) -> list[tuple[str, str]]:
        """The same for the form in which the condition is typed."""
        return [(name, value) for name, value in self.hidden if name != "where"]

    @property
    def hidden_of_report(self) -> list[tuple[str, str]]:
        """The same for the form that says how the list is grouped."""
        return [(name, value) for name, value in self.hidden if name not in GROUPED]

    def but(self, **changes: object) -> "Wanted":
        """The same with something else, from its first page."""
        return replace(self, **{"before": "", "exact": False, **changes})  # type: ignore[arg-type]

    def _given(self) -> dict[str, str]:
        given = {
            "where": self.where, "stage": self.stage, "owner": self.owner, "q": self.text,
            "sort": self.sort, "group": self.group, "by": self.by, "measure": self.measure,
            "of": self.of,
        }  # fmt: skip
        return {name: value for name, value in given.items() if value}

    @property
    def records(self) -> str:
        """Address of the records alone: without order, grouping and view."""
        return self.but(sort="", group="", by="", measure="", of="", view=None).asks
