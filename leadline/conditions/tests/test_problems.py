"""A problem speaks English by itself and any language through a translation."""

from leadline.conditions.problems import ConditionError, Problem, closest


def test_a_problem_is_filled_after_it_is_translated() -> None:
    problem = Problem(3, "No %(word)s.", "Try %(near)s.", {"word": "moon", "near": "sun"})
    assert (problem.message, problem.hint) == ("No moon.", "Try sun.")
    assert problem.said(lambda text: text.replace("No", "没有")) == ("没有 moon.", "Try sun.")


def test_a_percent_sign_in_a_fact_is_left_alone() -> None:
    assert Problem(0, "The unit is %(unit)s.", "", {"unit": "%"}).message == "The unit is %."


def test_an_error_tells_its_problems_in_order() -> None:
    error = ConditionError([Problem(9, "Later."), Problem(2, "Sooner.", "Do so.")])
    assert str(error) == "Sooner. Do so.; Later."


def test_only_a_near_phrase_is_offered() -> None:
    assert closest("Scor", ["score", "band"]) == "score"
    assert closest("moon", ["score", "band"]) == ""


def test_our_own_words_among_the_facts_are_translated_too() -> None:
    chinese = {"“%(word)s” is %(kind)s.": "“%(word)s”是%(kind)s。", "a day": "日期"}
    problem = Problem(0, "“%(word)s” is %(kind)s.", "", {"word": "a day", "kind": "a day"})
    assert problem.said(lambda text: chinese.get(text, text))[0] == "“a day”是日期。"
