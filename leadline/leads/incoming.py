"""What came in about one lead, before it is known whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from leadline.access.models import User
from leadline.parties.candidates import Candidate, Profile, read
from leadline.playbooks.models import Version
from leadline.records.models import Record


class How(StrEnum):
    """What a lead is to us when it comes."""

    NEWS = "news"  # a new inquiry: the playbook acts
    HISTORY = "history"  # business we already have: placed, nothing is done
    LIST = "list"  # a bought list: Raw, never an inquiry


@dataclass(frozen=True)
class Door:
    """The way in: the playbook that its leads enter, and how.

    stage: where leads stand first; "" is the first stage that the process begins at.
    """

    version: Version
    process: str
    how: How = How.NEWS
    stage: str = ""


@dataclass(frozen=True)
class Place:
    """Where a lead stood elsewhere: its stage or end, since when, whose it was."""

    stage: str
    outcome: str = ""
    at: datetime | None = None
    owner: User | None = None


@dataclass(frozen=True)
class Incoming:
    """One inquiry, row or post. `number` is what the source calls it; texts are as given.

    consent: the wording that the person ticked, "" without. may_email: False where the source says
    that nothing allows to write to them, which their asking does not change. answers: by field.
    """

    candidate: Candidate
    source: str = ""
    number: str = ""
    received_at: datetime | None = None
    campaign: str = ""
    landing_page: str = ""
    referrer: str = ""
    utm: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    message: str = ""
    consent: str = ""
    proof: str = ""
    may_email: bool = True
    answers: Mapping[str, Any] = field(default_factory=dict)
    place: Place | None = None

    @cached_property
    def profile(self) -> Profile:
        """The candidate, read; who asks before a transaction begins keeps nobody waiting."""
        return read(self.candidate)


class Fate(StrEnum):
    CREATED = "created"
    JOINED = "joined"


@dataclass(frozen=True)
class Outcome:
    """What became of one incoming lead; the record has its id once the batch is written."""

    fate: Fate
    record: Record
