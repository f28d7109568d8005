"""What killed workers have left behind: every way in which something may be lost or done twice."""

import re
from collections import Counter
from pathlib import Path

from django.db.models import Count, F, Q

from bench.proofs.product import Product
from leadline.access.models import User
from leadline.automation.models import Worker
from leadline.core import clock
from leadline.core.models import Event
from leadline.mail.models import Hold, Letter, State
from leadline.mail.queries import MOST, outbox_for
from leadline.records.models import Record, StageVisit
from leadline.service.models import Entitlement, Errand
from leadline.service.models import State as Access
from leadline.work.models import Task

LETTERS = ("welcome", "check-in", "goodbye")
TASKS = 2  # of each lead
STAGES = 3
LEADS = Record.objects.filter(kind="lead")
LATE = Q(state=State.HELD, held_for=Hold.LATE)  # of a machine that cannot keep up with the clock
MESSAGE_ID = re.compile(rb"^Message-ID: (<letter-[^>]+>)", re.MULTILINE)


def right_after_a_kill() -> dict[str, int]:
    """What must hold at any moment, whoever has just died."""
    return {
        "open record that nothing wakes": LEADS.filter(outcome="", wake_at=None, stuck="").count(),
        "worker held": Worker.objects.exclude(held_at=None).count(),
    }


def after_all(leads: int, mail: Path, product: Product) -> dict[str, int]:
    """By kind of fault, how often it is there when nothing is left to do."""
    return {**_records(leads), **_effects(leads), **_letters(leads, mail), **_product(product)}


def counts(product: Product) -> dict[str, int]:
    """How much there was that could have gone wrong."""
    return {
        "leads": LEADS.count(),
        "events": Event.objects.count(),
        "letters": Letter.objects.count(),
        "unclear letters": Letter.objects.filter(state=State.UNCLEAR).count(),
        "late letters": Letter.objects.filter(LATE).count(),
        "calls repeated": sum(n - 1 for n in product.calls.values()),
    }


def _records(leads: int) -> dict[str, int]:
    now = clock.now()
    visits = LEADS.annotate(n=Count("visits")).exclude(n=STAGES)
    still = StageVisit.objects.filter(record__kind="lead", left_at=None)
    return {
        "in without out": abs(leads - LEADS.count()),
        "event unanswered": LEADS.filter(seq__gt=F("answered_seq")).count(),
        "due and not done": LEADS.filter(wake_at__lte=now).count(),
        "stuck or failed": LEADS.exclude(stuck="", tries=0).count(),
        "not at the end": LEADS.exclude(stage="Over").count(),
        "stages left out or twice": visits.count(),
        "visit not closed": still.exclude(stage="Over").count(),
    }


def _effects(leads: int) -> dict[str, int]:
    tasks = Task.objects.filter(record__kind="lead").values("record").annotate(n=Count("pk"))
    met = Event.objects.filter(name="clock met").values("stream_id").annotate(n=Count("pk"))
    return {
        "tasks lost or twice": leads - tasks.filter(n=TASKS).count(),
        "clocks lost or twice": leads - met.filter(n=1).count(),
        "trials lost or twice": abs(leads - Entitlement.objects.count()),
        "trial not open": Entitlement.objects.exclude(state=Access.OPEN).count(),
    }


def _letters(leads: int, mail: Path) -> dict[str, int]:
    sent = Counter(
        found.decode()
        for path in mail.glob("*.log")
        for found in MESSAGE_ID.findall(path.read_bytes())
    )
    letters = Letter.objects.filter(record__kind="lead")
    per_lead = letters.values("record").annotate(
        kinds=Count("template", distinct=True), n=Count("pk")
    )
    known = set(letters.values_list("message_id", flat=True))
    said = set(letters.filter(state=State.SENT).values_list("message_id", flat=True))
    unclear, late = letters.filter(state=State.UNCLEAR), letters.filter(LATE)
    unsaid = letters.exclude(state__in=(State.SENT, State.UNCLEAR)).exclude(LATE)
    asked = outbox_for(User.objects.get(name="Boss"), clock.now())
    return {
        "letters lost": leads - per_lead.filter(kinds=len(LETTERS)).count(),
        "letters twice": per_lead.filter(n__gt=len(LETTERS)).count(),
        "left twice": sum(n > 1 for n in sent.values()),
        "left, and nobody knows it": len(sent.keys() - known),
        "said to have left": len(said - sent.keys()),
        "neither sent nor asked about": unsaid.count(),
        "unclear, and nobody is asked": min(unclear.count(), MOST) - len(asked.unclear),
        "late, and nobody is asked": min(late.count(), MOST) - len(asked.held),
    }


def _product(product: Product) -> dict[str, int]:
    done = set(Errand.objects.exclude(done_at=None).values_list("key", flat=True))
    return {
        "errand open": Errand.objects.filter(done_at=None).count(),
        "said to be done": len(done - product.done),
        "product asked under another key": len(product.calls.keys() - done),
    }
