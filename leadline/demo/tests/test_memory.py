import threading
from datetime import UTC, datetime, timedelta

from leadline.core import clock
from leadline.demo import memory

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_without_the_file_it_is_no_demo_and_the_time_is_the_machines() -> None:
    assert not memory.exists()
    assert abs(memory.present() - clock.of_the_machine()) < timedelta(seconds=2)


def test_the_firms_time_goes_on_from_where_it_was_set() -> None:
    memory.stand_at(NINE)
    assert memory.exists()
    assert timedelta() <= memory.present() - NINE < timedelta(seconds=2)


def test_what_is_kept_is_read_again_as_it_was() -> None:
    memory.keep(until=NINE, put_away=(3, 1), is_made=True)
    kept = memory.keep(since=7)
    assert (kept.until, kept.put_away, kept.is_made, kept.since) == (NINE, (3, 1), True, 7)
    assert memory.recall() == kept


def test_nobodys_change_is_lost_when_many_change_it_at_once() -> None:
    memory.keep(is_made=True)

    def add() -> None:
        memory.amend(lambda kept: {"since": kept.since + 1})

    threads = [threading.Thread(target=add) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert memory.recall().since == 20
    assert memory.recall().is_made


def test_a_demo_can_be_forgotten() -> None:
    memory.keep(since=1)
    memory.forget()
    assert memory.recall() == memory.Memory()
