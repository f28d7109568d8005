"""Forward decay gives what a plain recomputation over all events gives, at any moment."""

from datetime import UTC, datetime, timedelta
from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from leadline.leads.score.decay import SPAN, Engagement, Sum, engagement_of, epoch_of, weight

START = datetime(2026, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY_LIFE = 1440
HEARD = st.lists(
    st.tuples(
        st.integers(1, 100),  # points
        st.sampled_from([0, 60, DAY_LIFE, 30 * DAY_LIFE]),  # half-life in minutes
        st.integers(0, 3_000_000),  # minutes after the start: almost six years
    ),
    max_size=12,
)


def plain(heard: list[tuple[int, int, int]], moment: datetime) -> float:
    """Each event by itself, as one would write it down first."""
    total = 0.0
    for points, life, minutes in heard:
        age = (moment - START) / MINUTE - minutes
        total += points * 2.0 ** (-age / life) if life else points
    return total


def kept(heard: list[tuple[int, int, int]]) -> Engagement:
    found = Engagement()
    for points, life, minutes in heard:
        found = found.plus(points, life, START + minutes * MINUTE)
    return found


@given(heard=HEARD, later=st.integers(0, 2_000_000))
def test_it_is_worth_what_all_its_events_are(heard: list[tuple[int, int, int]], later: int) -> None:
    moment = START + (max((one[2] for one in heard), default=0) + later) * MINUTE
    assert isclose(kept(heard).value(moment), plain(heard, moment), rel_tol=1e-9, abs_tol=1e-9)


@given(heard=HEARD)
def test_the_order_of_telling_does_not_matter(heard: list[tuple[int, int, int]]) -> None:
    moment = START + 3_000_000 * MINUTE
    one, other = kept(heard).value(moment), kept(heard[::-1]).value(moment)
    assert isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


@given(heard=HEARD, one=st.integers(0, 2_000_000), more=st.integers(0, 2_000_000))
def test_only_an_event_can_raise_it(heard: list[tuple[int, int, int]], one: int, more: int) -> None:
    found, last = kept(heard), START + 3_000_000 * MINUTE
    earlier = found.value(last + one * MINUTE)
    assert found.value(last + (one + more) * MINUTE) <= earlier * (1 + 1e-12)


def test_it_is_rebased_long_before_it_overflows() -> None:
    found = Sum(60)
    for day in range(4_000):  # 96,000 half-lives
        found = found.plus(100, START + timedelta(days=day))
        assert found.amount < 2.0**SPAN * 300
    last = START + timedelta(days=3_999)
    assert isclose(found.value(last), 100, rel_tol=1e-6)
    assert found.epoch == epoch_of(60, last)


def test_two_leads_never_change_places_by_time_alone() -> None:
    one = Sum(DAY_LIFE).plus(30, START)
    other = Sum(DAY_LIFE).plus(20, START + timedelta(days=1))
    assert one.epoch == other.epoch
    assert (one.amount < other.amount) is (
        one.value(START + timedelta(days=9)) < other.value(START + timedelta(days=9))
    )


def test_what_is_kept_in_rows_is_the_same_again() -> None:
    found = kept([(10, 0, 0), (20, DAY_LIFE, 5), (7, 60, 9)])
    again = engagement_of(found.lasting, list(found.sums.values()))
    assert again == found
    assert again.fades
    assert not Engagement(5).fades
    assert weight(DAY_LIFE, 0, START) < 1e-150
