"""Work that pauses is done in one go, or in turns; either way it comes to the same."""

from leadline.core.pausing import PAUSED, Pausing, in_one_go, one_turn


def adding(numbers: list[int], done: list[int]) -> Pausing[int]:
    for number in numbers:
        done.append(number)
        yield
    return sum(numbers)


def test_in_one_go_it_comes_to_its_end() -> None:
    assert in_one_go(adding([1, 2, 3], [])) == 6
    assert in_one_go(adding([], [])) == 0


def test_a_turn_takes_one_step_at_least_and_ends_with_its_time() -> None:
    done: list[int] = []
    work = adding([1, 2, 3], done)
    assert one_turn(work, 0.0) is PAUSED
    assert done == [1]
    assert one_turn(work, 60.0) == 6
    assert done == [1, 2, 3]
