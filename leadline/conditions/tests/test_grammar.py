"""What parses, and the one clear message that every mistake gets."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leadline.conditions.catalogue import COMPARATORS, Catalogue, Field, Kind
from leadline.conditions.grammar import ConditionError, Problem, parse
from leadline.conditions.tests import cast
from leadline.conditions.tree import Every, Negation, YesNo

YAML = "Inside { } or [ ] a comma ends the text: put quotes round the whole condition."
JOIN = "Join tests with “and” or “or”."
NUMERIC = ("is, is not, one of, not one of, above, below, at least, at most, between, more than, "
           "less than, known, unknown")  # fmt: skip
MISTAKES = [
    # text, position, message, hint
    ("", 0, "There is no condition here.", ""),
    ("scor above 1", 0, "No field is called “scor”.", "Did you mean “score”?"),
    ("moon phase is full", 0, "No field is called “moon phase”.", "Declare the field first."),
    ("score", 0, "“score” alone is no test.", f"Use one of: {NUMERIC}."),
    ("score at lest 3", 6, "“at lest 3” is no comparison.", "Did you mean “at least”?"),
    ("score > 3", 6, "“>” is no comparison here.", "Write “above”."),
    ("due day is after today", 8, "“is after” is no comparison here.", "Write “after”."),
    ("score above", 11, "After “above” a value is missing.",
     "A # begins a note and a comma ends an item in YAML: quote such a condition."),
    ("score above x", 12, "“x” is no amount.", "“score” compares with a number."),
    ("score above 1 GBP", 12, "“score” has no unit, so “GBP” does not fit.", "Write 1 alone."),
    ("score above budget", 12,
     "“budget” is an amount of money and cannot be compared with “score”.", ""),
    ("discount above 15", 15, "The unit is missing.", "Write 15 %."),
    ("discount above 15 kg", 15, "“kg” cannot be turned into %.", "“discount” is counted in %."),
    ("budget above 250", 13, "The currency is missing.", f"Write it like 250 GBP. {YAML}"),
    ("budget above 250 pound", 13, "“pound” is no currency.", f"Write it like 250 GBP. {YAML}"),
    ("budget above 1.005 GBP", 13,
     "This amount cannot be read: '1.005' has 3 decimals, GBP has 2.", ""),
    ("000 GBP", 0, "“000 GBP” is the rest of a number that was cut at its comma.", YAML),
    ("score between 1", 15, "“between” needs two values.", ""),
    ("fit band above 3", 9, "“above” does not suit “fit band”, which is a choice.",
     "Use one of: is, is not, one of, not one of, known, unknown."),
    ("fit band is D", 12, "“D” is no choice of “fit band”.", "There are: A, B, C."),
    ("fit band is", 11, "After “is” a value is missing.",
     "A # begins a note and a comma ends an item in YAML: quote such a condition."),
    ("renewed is yess", 11, "“yess” is no choice of “renewed”.", "Did you mean “yes”?"),
    ("name is W. Sales", 8, "“W. Sales” is not in quotes.", 'Write "W. Sales".'),
    (f'name is "{"x" * 501}"', 8, "A text may have at most 500 characters.", ""),
    ("due day after 2026-02-30", 14, "“2026-02-30” is no day.",
     "Write a day like 2026-11-22, today, yesterday, tomorrow, or a field."),
    ("due day more than 3 hours ago", 18, "“due day” is a day and has no hours.",
     "Count it in days."),
    ("due day more than 3 days", 18, "After “more than” and a length comes “ago” or “from now”.",
     ""),
    ("due day in the next 3 days ago", 27, "“in the next” stands without “ago” and “from now”.",
     ""),
    ("score above 3 ago", 14, "“ago” only follows “more than” or “less than”.", ""),
    ("due day in the last year", 20, "“year” is no length of time.",
     "Write it like 30 working minutes, 3 working days, 14 days or 2 months."),
    ("arrival more than 2 working weeks ago", 18,
     "This length cannot be used: there are working minutes, hours and days, no weeks.", ""),
    ("service term above 3 working days", 19,
     "Working time and calendar time do not compare.", "“service term” is counted in days."),
    ("due day in Mai 2016", 11, "“Mai 2016” is no period.",
     "Write it like this year, last month, the year before last, May 2016, Q2 2026, 2016."),
    ("not trial is open", 0, "“not” stands before parentheses or inside a phrase.",
     "Write “trial is not open” (it is known to be so), or “not (trial is open)”."),
    ("not score above 3", 0, "“not” stands before parentheses or inside a phrase.",
     "Put parentheses round what is denied: not (…)."),
    ("renewed and score is 1 or fit band is A", 22, "“and” and “or” stand beside each other.",
     "Write “(renewed and score is 1) or fit band is A” or "
     "“renewed and (score is 1 or fit band is A)”."),
    ("score above 1; renewed", 13, "“;” does not join tests.", "Write “and” or “or”."),
    ("score above 5, renewed", 13,
     "A comma only parts the values of “one of” and “includes”.", JOIN),
    ("score above 5 points today", 12, "“score” has no unit, so “points” does not fit.",
     "Write 5 alone."),
    ("renewed and", 11, "After “and” a test is missing.", ""),
    ("and renewed", 0, "Before “and” a test is missing.", ""),
    ("(score above 1", 14, "A parenthesis is not closed.", ""),
    ("score above 1)", 13, "A closing parenthesis too many.", ""),
    ("score above 1 (renewed)", 14, "“(renewed” stands after the end of the test.",
     "Join tests with “and” or “or”; put text in quotes."),
    ("(" * 13 + "renewed" + ")" * 13, 12, "Parentheses may stand at most 12 deep.", ""),
    ("renewed " * 300, 2000, "The condition has 2400 characters; at most 2000 can be read.",
     "Give parts of it a name of their own (a derived field)."),
    ("score one of " + "1, " * 200 + "1", 613, "A list may hold at most 200 values.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "position", "message", "hint"), MISTAKES)
def test_the_message_for(text: str, position: int, message: str, hint: str) -> None:
    with pytest.raises(ConditionError) as error:
        cast.read(text)
    first = error.value.problems[0]
    assert (first.message, first.hint, first.position) == (message, hint, position)


def test_all_mistakes_come_at_once_each_at_its_place() -> None:
    with pytest.raises(ConditionError) as error:
        cast.read("scor above 1 and  fit bnd is A and name is foo and discount above 3")
    assert [(p.position, p.message) for p in error.value.problems] == [
        (0, "No field is called “scor”."),
        (18, "No field is called “fit bnd”."),
        (43, "“foo” is not in quotes."),
        (66, "The unit is missing."),
    ]


_words = st.one_of(
    st.sampled_from(
        [*cast.CATALOGUE.phrases, *COMPARATORS, "and", "or", "not", "(", ")", ",", ";"]
    ),
    st.sampled_from(["3", "1,000", "15 %", "5 GBP", "3 days", "ago", "today", "2026-13-01", "A"]),
    st.text(max_size=6),
)


@settings(max_examples=300, deadline=None)
@example("¼;")  # three characters, once normalised
@given(st.lists(_words, max_size=14).map(" ".join))
def test_any_text_is_a_condition_or_has_problems_within_it(text: str) -> None:
    problems = _problems(text)
    assert problems or cast.read(text).fields
    assert all(0 <= problem.position <= len(text) and problem.message for problem in problems)


def _problems(text: str) -> tuple[Problem, ...]:
    try:
        cast.read(text)
    except ConditionError as error:
        return error.problems
    return ()


SPOKEN = """trial is open
trial is not open
not renewed
deal is not large
renewed is no
no deal of person is open
score at least 65 and fit band one of A, B
deal amount above 250,000 GBP
shipped more than 3 months ago
due day in the next 90 days
due day in this year or due day in the year before last or due day in May 2016
due day after today and shipped on yesterday
arrival more than 10 working days ago
service term more than 1 year
score between 1 and 5 and renewed
score above rounds here
product includes any of AC, SG and renewed
fit band not one of A, B or fit band unknown
name not contains "x, y and (z)"
wake up when holds
last response after arrival
not (renewed or (score is 0 and discount above 15%))
（评分 above 3）""".splitlines()


@pytest.mark.parametrize("text", SPOKEN)
def test_what_the_language_says_is_read(text: str) -> None:
    extra = Field("no deal of person is open", Kind.YES_NO)
    assert parse(text, cast.CATALOGUE.with_([extra])).fields


def test_the_tree_and_the_fields_of_a_condition() -> None:
    condition = cast.read("deal is large  and not (trial is not open)")
    denied = Negation(YesNo(cast.TRIAL, held=False))
    assert condition.tree == Every((YesNo(cast.LARGE, held=True), denied))
    assert condition.fields == {"deal is large", "deal amount", "trial is open"}
    assert condition.text == "deal is large and not (trial is not open)"


def test_a_longer_phrase_wins_over_a_shorter_one() -> None:
    fields = [Field("invoice", Kind.FILE), Field("invoice and agreement", Kind.FILE)]
    read = parse("invoice and agreement known", Catalogue(fields))
    assert read.fields == {"invoice and agreement"}
