from leadline.access.models import User
from leadline.demo.desk.cast import by_name
from leadline.demo.desk.opening import ask, bring_buyers, open_desk
from leadline.demo.tests.conftest import Work
from leadline.playbooks.models import Signature
from leadline.records.models import Record


def test_both_sides_have_signed_both_parts(firm: list[User]) -> None:
    assert [one.name for one in open_desk(firm)] == ["Nora Berg", "Jonas Weil"]
    assert Signature.objects.count() == 4
    assert {one.user.name for one in Signature.objects.all()} == {"Sofia Martin", "Lena Vogt"}


def test_who_asks_is_an_inquiry_and_who_is_on_a_list_is_raw(firm: list[User], work: Work) -> None:
    open_desk(firm)
    ask(by_name()["Erik Sandahl"])
    bring_buyers()
    work()
    stages = Record.objects.filter(process="Lead status").values_list("stage", flat=True)
    assert sorted(stages) == ["Inquiry", *["Raw"] * 6]
