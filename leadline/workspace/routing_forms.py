"""What managers fill in about routing: somebody's place in a pool, a company's account manager."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User
from leadline.records.routing.ledger import Share
from leadline.work.actions.pools import MOST_CAPACITY, MOST_WEIGHT


class PlaceForm(forms.Form):
    """One member of a pool: their weight, and how much they can carry."""

    weight = forms.IntegerField(label=_("Weight"), min_value=0, max_value=MOST_WEIGHT)
    capacity = forms.IntegerField(
        label=_("Capacity"), required=False, min_value=0, max_value=MOST_CAPACITY
    )

    def __init__(self, share: Share, given: QueryDict | None = None) -> None:
        """given: what was posted, by whichever of the page's forms."""
        self.share = share
        self.is_meant = given is not None and given.get("user") == str(share.user.pk)
        initial = {"weight": share.weight, "capacity": share.own_capacity}
        super().__init__(
            given if self.is_meant else None, initial=initial, auto_id=f"id_%s_{share.user.pk}"
        )

    def values(self) -> dict[str, Any]:
        return {"user": self.share.user, **self.cleaned_data}


class AccountManagerForm(forms.Form):
    """Who serves a company from now on."""

    manager = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("name"),
        label=_("Account manager"),
        required=False,
        empty_label=_("Nobody"),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)
