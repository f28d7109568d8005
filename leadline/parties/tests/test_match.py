"""Two people are compared the same from both sides, and doubt goes to a person."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.parties.candidates import Candidate, read
from leadline.parties.duplicates import traits_of
from leadline.parties.match import Scored, Traits, Verdict, compare

SAME, PROBABLY, DIFFERENT = Verdict.SAME, Verdict.PROBABLY, Verdict.DIFFERENT


def verdict(a: Candidate, b: Candidate) -> Scored:
    return compare(traits_of(read(a)), traits_of(read(b)))


def who(
    name: str, company: str = "", email: str = "", phone: str = "", **more: object
) -> Candidate:
    emails, phones = (email,) if email else (), (phone,) if phone else ()
    return Candidate(name=name, company=company, emails=emails, phones=phones, **more)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (who("Anna Koch", email="a@acme.de"), who("Koch, Anna", email="A@acme.de"), SAME),
        (who("Anna Koch", "Acme"), who("Anna Koch", "Acme GmbH"), SAME),
        (who("王芳", "华为"), who("Wang Fang", "华为"), SAME),
        (who("王芳", "华为"), who("王方", "华为"), PROBABLY),
        (who("王芳", "华为"), who("王敏", "华为"), DIFFERENT),
        (who("Li Wei", "Acme"), who("Li Wen", "Acme"), DIFFERENT),
        (who("Anna Koch", "Acme"), who("Anna Kohc", "Acme"), PROBABLY),
        (who("A Koch", "Acme"), who("Anna Koch", "Acme"), PROBABLY),
        (who("Anna Koch"), who("Anna Koch"), PROBABLY),
        (who("Anna Koch", "Acme"), who("Anna Koch", "Bolt"), PROBABLY),
        (who("Anna Koch", email="a@x.de"), who("Ben Ito", email="a@x.de"), PROBABLY),
        (who("Anna Koch", "Acme"), who("Ben Ito", "Acme"), DIFFERENT),
        (who("", email="a@x.de"), who("Ben Ito", email="a@x.de"), SAME),
        (who("Anna Koch", email="info@x.de"), who("Ben Ito", email="info@x.de"), DIFFERENT),
        (
            who("Anna Koch", born_on=date(1980, 1, 1)),
            who("Anna Koch", born_on=date(1980, 1, 1)),
            SAME,
        ),
        (
            who("Anna Koch", born_on=date(1980, 1, 1)),
            who("Anna Koch", born_on=date(1955, 7, 9)),
            DIFFERENT,
        ),
        (who("", external=(("crm", "17"),)), who("", external=(("crm", "17"),)), SAME),
        (who("Buyer 17", "Acme 17"), who("Buyer 18", "Acme 18"), DIFFERENT),
        (who("Anna Koch", "Acme 17"), who("Anna Koch", "Acme 18"), PROBABLY),
        (who("Anna Koch", "Acme 17"), who("Anna Koch", "Acme 017"), SAME),
        (who("Buyer 17", email="a@x.de"), who("Buyer 18", email="a@x.de"), PROBABLY),
        (
            who("Anna Koch", "Delta", "a@delta.de", "+49 151 10000001"),
            who("Anna Koch", "Delta", "anna@dlt.com", "+49 151 10000002"),
            PROBABLY,
        ),
        (
            who("Anna Koch", "Meridian Foods", "a@gmail.com", "+49 151 10000001"),
            who("Anna Koch", "Meridien Foods", "anna@gmail.com", "+49 151 10000002"),
            PROBABLY,
        ),
        (who("Anna Koch", "Acme", "a@acme.de"), who("Anna Koch", "Acme", "ak@acme.com"), SAME),
        (Candidate(), Candidate(), DIFFERENT),
    ],
)
def test_verdicts(a: Candidate, b: Candidate, expected: Verdict) -> None:
    assert verdict(a, b).verdict is expected


def test_a_verdict_is_explained_by_weights_that_add_up() -> None:
    scored = verdict(who("Anna Koch", "Acme"), who("Anna Koch", "Acme", "a@acme.de"))
    assert [(one.field, one.how) for one in scored.evidence] == [
        ("name", "same"),
        ("company", "same"),
    ]
    assert scored.score == sum(one.weight for one in scored.evidence)


_names = st.sampled_from(["", "anna", "koch", "kohc", "wang", "a"])
_traits = st.builds(
    Traits,
    family=_names,
    given=_names,
    company=_names,
    born_on=st.sampled_from([None, date(1980, 1, 1), date(1980, 1, 2)]),
    street=_names,
    postcode=_names,
    phones=st.sampled_from([(), ((1, True),), ((1, True), (2, False))]),
    mailboxes=st.sampled_from([(), ((1, True),), ((2, False),)]),
)


@given(_traits, _traits)
def test_both_sides_agree(a: Traits, b: Traits) -> None:
    assert compare(a, b) == compare(b, a)
