"""Problems print as `file:line: severity: message (hint)` and hints name the nearest word."""

from leadline.playbooks.definition import Place
from leadline.playbooks.problems import Problem, Severity, did_you_mean, errors

WRONG = Problem(Place("deal.yaml", 12), "no such stage", "did you mean “Quoted”?")
DOUBTFUL = Problem(Place("deal.yaml", 3), "an unused role", severity=Severity.WARNING)


def test_how_a_problem_prints() -> None:
    assert str(WRONG) == "deal.yaml:12: error: no such stage (did you mean “Quoted”?)"
    assert str(DOUBTFUL) == "deal.yaml:3: warning: an unused role"


def test_only_errors_forbid_publishing() -> None:
    assert errors([WRONG, DOUBTFUL]) == (WRONG,)


def test_hints() -> None:
    assert did_you_mean("Qouted", ["Quoted", "Won"]) == "did you mean “Quoted”?"
    assert did_you_mean("zzz", ["Quoted", "Won"]) == "known here: Quoted, Won"
    assert did_you_mean("zzz", [f"name {n}" for n in range(13)]) == ""
    assert did_you_mean("zzz", []) == ""
