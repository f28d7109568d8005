from leadline.records.cause import BY_HAND, Cause


def test_what_is_done_by_hand_has_no_key() -> None:
    assert BY_HAND.key is None
    assert Cause("a/1", why={"rule": []}) == Cause("a/1", why={"rule": []})
