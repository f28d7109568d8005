import gc


def test_rings_are_looked_for_rarely_but_are_looked_for() -> None:
    few, *_later = gc.get_threshold()
    assert few == 20_000
    assert gc.isenabled()
