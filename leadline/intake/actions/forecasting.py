"""What would come of a file is asked for when its columns are named, and noted as it is known."""

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.intake.forecasts import Told
from leadline.intake.models import Forecast, Import

SHOWN = 10  # lines that cannot be used


@action(_("ask for preview"), _("Asks what would come of a file, by its mapping as it is now."))
def ask_for_forecast(batch: Batch, begun: Import) -> Forecast:
    """What was known by an earlier mapping is forgotten."""
    Forecast.objects.filter(imported=begun).delete()
    return batch.add(Forecast(imported=begun, asked_at=batch.now))


@action(_("note preview"), _("Notes how much is known by now of what would come of a file."))
def note_forecast(
    batch: Batch,
    begun: Import,
    *,
    forecast: Forecast,
    rows: int,
    bad: int,
    reach: int,
    done: int,
    told: Told,
    wrong: Sequence[tuple[int, str]],
    reason: str,
    is_finished: bool,
) -> None:
    """One that was asked for anew meanwhile stays as it is."""
    asked = Forecast.objects.filter(imported=begun, asked_at=forecast.asked_at)
    for mine in asked.select_for_update():
        batch.change(
            mine,
            rows=rows,
            bad=bad,
            reach=reach,
            done=done,
            told=told,
            wrong=[list(one) for one in wrong[:SHOWN]],
            reason=reason[:500],
            finished_at=batch.now if is_finished else None,
        )
