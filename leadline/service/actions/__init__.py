"""Everything that is done with products and trials."""

from leadline.service.actions.products import (
    change_product,
    note_hook_tried,
    offer_product,
    renew_secret,
    renew_usage_token,
)
from leadline.service.actions.trials import (
    confirm,
    end_trial,
    extend_trial,
    open_trial,
    refuse,
    retry,
    stop_trials,
)
from leadline.service.actions.usage import report_usage

__all__ = [
    "change_product",
    "confirm",
    "end_trial",
    "extend_trial",
    "note_hook_tried",
    "offer_product",
    "open_trial",
    "refuse",
    "renew_secret",
    "renew_usage_token",
    "report_usage",
    "retry",
    "stop_trials",
]
