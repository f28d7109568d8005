"""Rule files become a rulebook; what they name must exist."""

# ruff: noqa: E501 - a table reads best with one case a line

import pytest

from leadline.playbooks.tests.folders import small, told
from leadline.playbooks.walk import rules_of

SCORE = """\
review every: 3 months
bands: {A: 30, B: 20}
fit:
  - points: 20
    when: company size at least 50
engagement:
  - points: 5
    on: reply received
    half-life: 30 days
"""


def test_the_score() -> None:
    score = rules_of(small({"score.yaml": SCORE})).score
    assert score is not None
    assert (score.bands, str(score.review_every)) == ({"A": 30, "B": 20}, "3 months")
    assert [(one.points, one.on) for one in score.engagement] == [(5, "reply received")]


def test_screening_and_routes() -> None:
    book = rules_of(
        small(
            {
                "screening.yaml": "ban list:\n  compares: [e-mail, company]\n  hold: yes\n  tell: supervisor of owner\n",
                "routes.yaml": "sales:\n  - when: budget known\n    to: pool Sales\n  - to: owner\n",
            }
        )
    )
    assert [(one.name, one.compares, one.hold) for one in book.screening] == [
        ("ban list", ("e-mail", "company"), True)
    ]
    assert [[who.text for who in line.whos] for line in book.routes["sales"].lines] == [
        ["pool Sales"], ["owner"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("score.yaml", SCORE.replace("20\n", "many\n"), "score.yaml:4: error: “points” is a whole number"),
        ("score.yaml", SCORE.replace("    on: reply received\n", ""), "points are given when"),
        ("screening.yaml", "ban list:\n  compares: [shoe size]\n", "“shoe size” cannot be compared"),
        ("screening.yaml", "ban list: yes\n", "below a list stands what it compares"),
        ("routes.yaml", "sales:\n  - when: budget known\n", "“to” is missing here"),
        ("approvals.yaml", "Discount:\n  of: quot\n  approved by:\n    - by: owner\n", "no kind of record is called “quot”"),
        ("approvals.yaml", "Discount:\n  of: quote\n  approved by:\n    - when: budget known\n", "says by whom"),
        ("approvals.yaml", "Discount: Boss\n", "below “Discount” stand"),
        ("approvals.yaml", "Discount:\n  of: quote\n", "nobody approves “Discount”"),
        ("agreement.yaml", "sales-ready: interest\n", "“interest” is no yes-or-no field"),
        ("agreement.yaml", "signed by: [Marketng]\n", "no role is called “Marketng”"),
    ],
)  # fmt: skip
def test_mistakes(file: str, text: str, message: str) -> None:
    found = told({file: text})
    assert any(message in one for one in found), found
