"""A plan says per stage who goes where, what changes for them, who stays and why."""

from leadline.automation.answering import answer_due
from leadline.automation.migrating.plan import WhyNot, plan_of
from leadline.automation.tests.conftest import LEAD, NINE, published, take_in
from leadline.core.clock import standing_at
from leadline.playbooks.models import Published
from leadline.records.models import Record

TIMED = LEAD.replace(
    "    next:\n",
    "    clocks:\n      answer:\n        until: [real conversation]\n"
    "        within: 1 working day\n"
    "        of: owner\n    while here:\n      - 2 days after arrival:\n          tell: owner\n"
    "    next:\n",
)


def stand(*sources: str) -> list[Record]:
    with standing_at(NINE):
        records = take_in(published(TIMED), *sources)
        answer_due(NINE)
    return records


def test_what_goes_on_and_what_is_new(mei) -> None:
    stand("Web", "Fair")
    other = TIMED.replace("          tell: owner\n", "          task: Call\n          by: owner\n")
    published(other)
    plan = plan_of(Published.objects.get(), {})
    [part] = plan.parts
    assert (part.version, part.stage, part.records, part.to, part.same) == (
        1,
        "New",
        2,
        "New",
        False,
    )
    assert part.kept == ("New/answer",)
    assert part.gone == ("New/while here/tell owner",)
    assert part.fresh == ("New/while here/task Call",)
    assert (plan.number, plan.goes, plan.stays) == (2, 2, 0)


def test_who_stays_and_why(mei) -> None:
    record, *_others = stand("Web", "Fair", "Show")
    Record.objects.filter(pk=record.pk).update(stuck="no answer")
    published(TIMED.replace("  New:\n", "  Fresh:\n"))
    plan = plan_of(Published.objects.get(), {})
    assert [(one.why_not, one.records) for one in plan.parts] == [(WhyNot.NO_STAGE, 3)]
    plan = plan_of(Published.objects.get(), {"Small lead": {"New": "Fresh"}})
    assert sorted((one.why_not, one.records, one.to) for one in plan.parts) == [
        (WhyNot.GOES, 2, "Fresh"),
        (WhyNot.STUCK, 1, ""),
    ]
    published(TIMED.replace("process: Small lead", "process: Other lead"))
    [part] = plan_of(Published.objects.get(), {}).parts
    assert part.why_not is WhyNot.NO_PROCESS
