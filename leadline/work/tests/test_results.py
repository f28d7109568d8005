"""One result is a conversation, two spoil the number, and none of them is a status."""

from leadline.work.results import CallResult


def test_only_a_talk_is_a_conversation() -> None:
    assert [one for one in CallResult if one.is_conversation] == [CallResult.CONNECTED]


def test_wrong_and_invalid_numbers_are_spoiled() -> None:
    spoiled = [one.value for one in CallResult if one.spoils_number]
    assert spoiled == ["wrong number", "invalid number"]
