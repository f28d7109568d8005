"""Where a lead stood before each event, so that one who is read late is read as of then."""

from leadline.conditions.context import Context
from leadline.leads.score.decay import Engagement
from leadline.leads.score.loading import Heard
from leadline.leads.score.standing import Standing
from leadline.leads.score.working import differs, responded, work_out
from leadline.leads.tests.score.score_cast import DAY, NINE
from leadline.leads.tests.score.test_rules import rules

SHOWN = Heard(5, "interest shown", NINE)
AGAIN = Heard(7, "interest shown", NINE + DAY)
ANSWERED = Heard(6, "answer given", NINE, "users")
OTHER = Heard(8, "call logged", NINE)


def test_each_event_that_changed_something_says_what_had_been() -> None:
    found = rules()
    assert found is not None
    before = Standing(0, "D")
    worked = work_out(found, before, [SHOWN, ANSWERED, AGAIN, OTHER], {"users": 80}, Context(NINE))
    assert sorted(worked.was) == [5, 6, 7]
    assert [worked.was[n].score(NINE) for n in (5, 6, 7)] == [0, 25, 65]
    assert worked.standing is not None
    assert worked.standing.score(NINE + DAY) == 89
    assert worked.responded_at == NINE + DAY
    seen = worked.seen_before([SHOWN, ANSWERED, AGAIN, OTHER], NINE)
    assert [seen[n].get("last response", "same") for n in (5, 6, 7)] == [None, "same", NINE]


def test_of_a_new_lead_nothing_had_been() -> None:
    found = rules()
    assert found is not None
    worked = work_out(found, None, [SHOWN], {}, Context(NINE))
    assert worked.was == {}
    assert worked.why == {"fit": [], "heard": [["interest shown", NINE]]}


def test_a_fit_that_no_answer_explains_changed_with_the_first_news() -> None:
    found = rules()
    assert found is not None
    worked = work_out(found, Standing(0, "D"), [OTHER], {"users": 80}, Context(NINE))
    assert worked.was[8].fit == 0


def test_the_last_digits_of_a_sum_are_no_difference() -> None:
    one = Standing(0, "", Engagement().plus(25, 1440, NINE))
    [same] = one.engagement.sums.values()
    other = Standing(
        0, "", Engagement(0, {1440: type(same)(1440, same.epoch, same.amount * (1 + 1e-14))})
    )
    assert not differs(one, other)
    assert differs(one, Standing(0, "", one.engagement.plus(1, 1440, NINE)))
    assert differs(one, None)
    assert not differs(None, None)
    empty = Standing(0, "", Engagement(0, {60: type(same)(60)}))
    assert not differs(empty, Standing())
    assert responded([OTHER]) is None
