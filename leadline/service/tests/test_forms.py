"""The form of a product reads what was written; it changes no row by itself."""

from leadline.service.forms import ProductForm
from leadline.service.models import Product

TOLD = {"name": "Prices", "how": "hook", "hook_url": "product.example/hook"}
DAYS = {"trial_days": "30", "second_trial_days": "7"}


def test_the_row_stays_as_it_is(by_hand: Product) -> None:
    form = ProductForm(TOLD | DAYS, instance=by_hand)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["hook_url"] == "https://product.example/hook"
    assert (by_hand.name, by_hand.trial_days) == ("Price Watch", 14)
    assert not ProductForm(TOLD | DAYS | {"trial_days": "0"}, instance=by_hand).is_valid()
    assert form.labels()["trial_days"] == "Days of a trial"
