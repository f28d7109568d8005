import pytest

from leadline.playbooks.relations import relate, relations


def test_a_phrase_means_one_thing() -> None:
    assert "account manager of company" in relations()
    with pytest.raises(ValueError, match="twice"):
        relate("account manager of company", lambda records: records)
