from leadline.core.actor import AUTOMATION, CUSTOMER, ActorKind


def test_automation_and_customers_are_nobody_who_signs_in() -> None:
    assert AUTOMATION.kind is ActorKind.AUTOMATION
    assert CUSTOMER.user_id is None
