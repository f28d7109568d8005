"""The form begins with what is known, and proposes the firm's zone where nothing is."""

from leadline.channel.forms import PartnerForm, TakeBackForm
from leadline.channel.models import Partner


def test_it_begins_with_what_is_known(nordic: Partner) -> None:
    assert PartnerForm(None, "Europe/London")["zone"].initial == "Europe/London"
    known = PartnerForm(nordic, "Europe/London")
    assert (known["zone"].initial, known["email"].initial) == ("Asia/Shanghai", nordic.email)
    assert not TakeBackForm({"reason": " "}).is_valid()
