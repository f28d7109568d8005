"""Which columns know the end, by which sign."""

from leadline.leads.scorecard.leaks import Sign, leaks_in
from leadline.leads.scorecard.table import Table

WON = [n % 2 == 0 for n in range(400)]


def signs(texts: list[str], supplied_by: str = "", late: float = 0.0) -> tuple[Sign, ...]:
    by = {"one": supplied_by} if supplied_by else {}
    found = leaks_in(Table({"one": texts}, WON, by, {"one": late} if late else {}))
    return found[0].signs if found else ()


def test_what_tells_too_much_is_a_leak() -> None:
    assert signs(["good" if yes else "bad" for yes in WON]) == (Sign.VALUE,)
    assert signs(["good" if n % 3 else "bad" for n in range(400)]) == ()


def test_blanks_that_follow_the_end() -> None:
    def filled(of_won: int, of_lost: int) -> list[str]:
        """So many of each ten have it filled in."""
        of = {True: of_won, False: of_lost}
        return ["x" if n // 2 % 10 < of[yes] else "" for n, yes in enumerate(WON)]

    assert signs(filled(5, 1)) == (Sign.BLANKS,)
    assert signs(filled(9, 5)) == (Sign.SOME_BLANKS,)
    assert signs(filled(5, 9)) == ()


def test_answers_after_the_end_and_those_of_people() -> None:
    texts = ["good" if n % 3 else "bad" for n in range(400)]
    assert signs(texts, late=0.5) == (Sign.LATE,)
    assert signs(texts, late=0.1) == ()
    assert signs(texts, supplied_by="LDR") == (Sign.PEOPLE,)
    table = Table({"one": texts}, WON, {"one": "LDR"}, {})
    assert not leaks_in(table)[0].is_certain
