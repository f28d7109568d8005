from leadline.core.errors import Invalid, Refused, Stale


def test_every_no_carries_its_sentence() -> None:
    assert Refused("No.", missing=("quote",)).missing == ("quote",)
    assert Invalid("Look again.", {"email": "Not an address."}).problems["email"]
    assert isinstance(Stale("Mei changed this."), Refused)
    assert str(Refused("No.")) == "No."
