"""Points that a person can read, and that the product can read back."""

from leadline.leads.scorecard.binning import Binning
from leadline.leads.scorecard.fitting import Card, Part
from leadline.leads.scorecard.proposing import Line, as_yaml, lines_of, points_of
from leadline.leads.scorecard.table import Table
from leadline.leads.tests.score.score_cast import LEAD
from leadline.playbooks.checks.every import check
from leadline.playbooks.tests.folders import SMALLEST
from leadline.playbooks.vocabulary_files import standard
from leadline.playbooks.walk import rules_of

CARD = Card(
    -1.0,
    (
        Part("Town", Binning(values=frozenset({"Leeds", 'The "Hub"'})),
             {"Leeds": 0.7, 'The "Hub"': -0.7, "*": 2.0, "": 0.01}),
        Part("Users", Binning(edges=(10, 50, 99.5)),
             {"": -0.5, "0": -0.6, "1": 0.3, "2": 0.3, "3": 1.5}),
    ),
)  # fmt: skip


def test_groups_with_the_same_points_are_one_line_and_what_weighs_nothing_is_none() -> None:
    assert [(line.points, line.condition) for line in lines_of(CARD)] == [
        (43, "users at least 99.5"),
        (20, 'town is "Leeds"'),
        (-20, "town is \"The 'Hub'\""),
        (-17, "users below 10"),
        (-14, "users unknown"),
        (9, "users at least 10 and users below 99.5"),
    ]


def test_the_text_is_a_score_that_can_be_published() -> None:
    files = {**SMALLEST, "lead.yaml": LEAD, "score.yaml": as_yaml(lines_of(CARD))}
    playbook = check(files, standard()).playbook
    assert playbook is not None
    score = rules_of(playbook).score
    assert score is not None
    assert [one.points for one in score.fit] == [43, 20, -20, -17, -14, 9]


def test_the_lines_give_what_they_say() -> None:
    table = Table({"Town": ["Leeds", "", "Rome"], "Users": ["9", "99.5", ""]}, [True] * 3, {}, {})
    assert points_of(lines_of(CARD), table) == [3, 43, -14]
    assert points_of([Line("Users", 5, low=1)], Table({"Users": ["x"]}, [True], {}, {})) == [0]


def test_a_heading_cannot_add_a_line_of_its_own() -> None:
    text = as_yaml([Line("a\n  - points: 99\n    when: 'b", 5, text="it's")])
    assert text.count("points:") == 2  # one of them inside the quoted condition
    assert len(text.splitlines()) == 4
