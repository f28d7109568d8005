"""The trials of a lead: what runs, what a person is to do in the product, and the earlier ones."""

from dataclasses import dataclass
from datetime import datetime

from leadline.records.models import Record
from leadline.service.models import Entitlement, Errand, State
from leadline.service.queries import earlier_trials, last_of


@dataclass(frozen=True)
class EarlierTrial:
    """A trial that they, their company or a colleague at the same domain had."""

    title: str
    lead_id: int
    starts_at: datetime | None
    state: str
    sign_ins: int


@dataclass(frozen=True)
class TrialCard:
    """trial: the last one of this lead. errands: what is to be ticked by a person."""

    trial: Entitlement | None
    errands: tuple[Errand, ...]
    earlier: tuple[EarlierTrial, ...]

    @property
    def can_open(self) -> bool:
        return self.trial is None or self.trial.state in (State.ENDED, State.REFUSED)

    @property
    def is_open(self) -> bool:
        return self.trial is not None and self.trial.state == State.OPEN

    @property
    def has_usage(self) -> bool:
        """Whether the product has said anything of their use."""
        return self.trial is not None and bool(self.trial.sign_ins or self.trial.seen_at)

    @property
    def state(self) -> str:
        return str(State(self.trial.state).label) if self.trial else ""


def trials_of(lead: Record) -> TrialCard:
    """A constant number of queries."""
    [trial] = last_of([lead])
    [earlier] = earlier_trials([lead])
    errands = Errand.objects.filter(
        entitlement__lead=lead, by_hand=True, done_at=None, refused=""
    ).select_related("entitlement__product", "entitlement__lead")
    return TrialCard(
        trial=trial,
        errands=tuple(errands.order_by("asked_at")),
        earlier=tuple(_earlier(one) for one in earlier),
    )


def _earlier(trial: Entitlement) -> EarlierTrial:
    return EarlierTrial(
        title=trial.record.title,
        lead_id=trial.lead_id,
        starts_at=trial.starts_at,
        state=str(State(trial.state).label),
        sign_ins=trial.sign_ins,
    )
