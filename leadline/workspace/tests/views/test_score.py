"""The score through its pages: a lead's, the list's, the review's, Today's."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from leadline.access.models import Firm, Membership, Permission, Reach, Role, Team, User
from leadline.automation.answering import answer_due
from leadline.automation.scoring import rescore_due
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.leads.score.models import ScoreRules
from leadline.leads.tests.score.score_cast import DAY, NINE, SCORE, people, published
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.playbooks.tests.folders import SMALLEST
from leadline.records.models import Record
from leadline.work.actions.making import task

LEAD = """
process: Small
follows: lead
begins:
  - on: lead opened
owner: role Seller
stages:
  Inquiry:
    goal: Let them show what they want
    ask:
      users: {ask: number, optional: yes}
      town: {ask: text, optional: yes}
    next:
      - once: score at least 65 and fit band one of A, B
        go to: MAQL
      - go to: Lost
        by: owner
  MAQL:
    goal: A person looks at it soon
    next:
      - go to: Won
        by: owner
      - go to: Lost
        by: owner
ends:
  Won:
    outcome: won
  Lost:
    outcome: lost
    ask:
      loss reason: [Price, No need]
"""


@pytest.fixture
def version(db: None) -> Version:
    Firm.objects.update_or_create(pk=1, defaults={"name": "Meridian", "zone": "UTC"})
    return published(lead=LEAD)


def signed_in(client: Client, *actions: str) -> Client:
    user = User.objects.create(email=f"{len(actions)}@firm.example", name="Ada")
    role = Role.objects.create(name="Any")
    for action in actions:
        Permission.objects.create(role=role, action=action, reach=Reach.ALL)
    Membership.objects.create(team=Team.objects.create(name="All"), user=user, role=role)
    client.force_login(user)
    return client


@pytest.fixture
def boss(client: Client, version: Version) -> Client:
    return signed_in(client, "see", "everything")


def plain(answer: HttpResponse) -> str:
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_s3_06_s3_12_what_they_are_and_do_makes_them_a_maql(boss: Client, version: Version) -> None:
    with Driven(NINE) as clock:
        [lead] = people(version)
        answer_due(clock.at)
        assert "0 points: 0 for what they are, which is band D" in plain(
            boss.get(f"/leads/{lead.pk}/")
        )
        boss.post(f"/leads/{lead.pk}/answers/", {"answers-users": "80"})
        boss.post(f"/records/{lead.pk}/interest/", {"what": "price"})
        answer_due(clock.at)
        lead.refresh_from_db()
        assert lead.stage == "MAQL"


def test_s3_26_a_score_explains_itself(boss: Client, version: Version) -> None:
    with Driven(NINE) as clock:
        [lead] = people(version, users=80, town="Leeds")
        answer_due(clock.at)
        boss.post(f"/records/{lead.pk}/interest/", {"what": "price"})
        answer_due(clock.at)
        clock.at += 30 * DAY
        answer = boss.get(f"/leads/{lead.pk}/")
    text = plain(answer)
    assert "63 points: 50 for what they are, which is band A, and 13 for what they did." in text
    assert "If nothing happens it will be 56 on" in text
    assert "users at least 50 users: 80" in text
    assert "1 × 25, halved every 30 days" in text
    assert "50 → 75" in text
    assert answer.content.count(b'<rect class="score-stays"') == 2
    assert answer.content.count(b'<rect class="score-fades"') == 1


def test_lists_are_filtered_and_sorted_by_the_score(boss: Client, version: Version) -> None:
    with Driven(NINE) as clock:
        leads = people(version, 5)
        answer_due(clock.at)
        for number, lead in enumerate(leads[:4]):
            boss.post(
                f"/leads/{lead.pk}/answers/",
                {"answers-users": "80", "answers-town": "Leeds" * (number % 2)},
            )
        boss.post(f"/records/{leads[0].pk}/interest/", {"what": "price"})
        answer_due(clock.at)
        found = plain(boss.get("/leads/?where=score+at+least+60"))
        assert "Person 0" in found
        assert "Person 1" not in found
        below = plain(boss.get("/leads/?where=score+below+60+and+fit+band+is+A"))
        assert [f"Person {n}" in below for n in range(5)] == [False, True, True, True, False]
        page = plain(boss.get("/leads/?sort=-score"))
        order = sorted(range(5), key=lambda n: page.index(f"Person {n}"))
        assert (order[0], order[-1]) == (0, 4)
        clock.at += 60 * DAY
        assert "Person 0" not in plain(boss.get("/leads/?where=score+at+least+60"))
        engaged = plain(boss.get("/leads/?where=engagement+between+6+and+7"))
        assert "Person 0" in engaged


def test_s3_27_a_review_falls_due_is_flagged_and_noted(boss: Client, version: Version) -> None:
    with Driven(NINE) as clock:
        people(version, users=80)
        rescore_due(clock.at)
        assert "the next review is due on 2 Jun 2026" in plain(boss.get("/playbooks/small/score/"))
        assert "should have been reviewed" not in plain(boss.get("/"))
        clock.at += 100 * DAY
        assert "The score of Small should have been reviewed by" in plain(boss.get("/"))
        assert "review overdue since" in plain(boss.get("/playbooks/small/"))
        errors = plain(boss.get("/playbooks/small/seven-errors/"))
        assert "5. The score is never reviewed made score.yaml:1" in errors
        assert "should have been reviewed by 2 Jun 2026; it has never been" in errors
        boss.post("/playbooks/small/score/reviewed/", {"note": "It still tells."})
        assert "should have been reviewed" not in plain(boss.get("/"))
        assert "5. The score is never reviewed not made" in plain(
            boss.get("/playbooks/small/seven-errors/")
        )
        clock.at += 100 * DAY
        assert "; last it was on 10 Jun 2026" in plain(boss.get("/playbooks/small/seven-errors/"))
        assert "reviewed on" in plain(boss.get("/playbooks/small/score/"))


def test_s3_27_the_review_compares_the_score_with_what_came_of_the_leads(
    boss: Client, version: Version
) -> None:
    with Driven(NINE) as clock:
        leads = people(version, 12)
        answer_due(clock.at)
        for lead in leads[:6]:
            boss.post(f"/leads/{lead.pk}/answers/", {"answers-users": "80"})
        answer_due(clock.at)
        for number, lead in enumerate(leads):
            won = number < 5
            Record.objects.filter(pk=lead.pk).update(
                stage="Won" if won else "Lost", outcome="won" if won else "lost",
                ended_at=clock.at, answers={"users": 80} if won else {"loss reason": "Price"},
            )  # fmt: skip
        text = plain(boss.get("/playbooks/small/score/?line=40"))
    assert "12 leads have ended, 5 of them won." in text
    assert "AUC 0.929" in text  # 5 × (6 + 1/2) of 5 × 7
    assert "6 leads have 40 points or more; 83.3 % of these were won" in text
    assert "they are 100.0 % of all that were won" in text
    assert re.search(r"Price 1 .*7", text)


def test_s3_27_other_points_rescore_and_say_whom_they_changed(
    boss: Client, version: Version
) -> None:
    with Driven(NINE) as clock:
        [lead] = people(version, users=80)
        answer_due(clock.at)
        rescore_due(clock.at)
        published(SCORE.replace("points: 40", "points: 30"), LEAD)
        clock.at += DAY
        rescore_due(clock.at)
        text = plain(boss.get("/playbooks/small/score/"))
        assert "scored anew: 1, changed: 1" in text
        assert "40 → 30" in plain(boss.get(f"/leads/{lead.pk}/"))
        assert "Scored anew: 30, before 40" in plain(boss.get(f"/leads/{lead.pk}/"))
        boss.post("/playbooks/small/score/rescoring/")
        assert ScoreRules.objects.order_by("-number")[0].upto == 0


def test_who_may_only_look_can_neither_review_nor_rescore(client: Client, version: Version) -> None:
    with Driven(NINE) as clock:
        people(version, users=80)
        rescore_due(clock.at)
        looker = signed_in(client, "see")
        assert "Keep the points" not in plain(looker.get("/playbooks/small/score/"))
        looker.post("/playbooks/small/score/reviewed/", {"note": "mine"})
        looker.post("/playbooks/small/score/rescoring/")
    rules = ScoreRules.objects.get()
    assert (rules.reviewed_at, rules.upto > 0) == (None, True)


@pytest.mark.parametrize("line", ["", "x", "1e9", "9" * 30, "-٣", "٣", "30; DROP"])
def test_a_made_up_line_is_thirty(boss: Client, line: str) -> None:
    assert boss.get("/playbooks/small/score/", {"line": line}).status_code == 200
    assert boss.get("/playbooks/none/score/").status_code == 404


def test_s3_26_a_score_that_is_no_longer_in_force_says_so(boss: Client, version: Version) -> None:
    with Driven(NINE) as clock:
        [lead] = people(version, users=80)
        answer_due(clock.at)
        rescore_due(clock.at)
        without = LEAD.replace(
            "once: score at least 65 and fit band one of A, B", "once: users known"
        )
        publish(AUTOMATION, None, name="small", source={**SMALLEST, "lead.yaml": without})
        clock.at += DAY
        rescore_due(clock.at)
        text = plain(boss.get(f"/leads/{lead.pk}/"))
        assert "Last lead score 40 · band A" in text
        assert "No longer in force since 3 Mar 2026: the playbook gives no points any more." in text
        assert "What gives points" not in text
        assert "Person 0" not in plain(boss.get("/leads/?where=score+at+least+1"))


def test_s3_27_a_score_that_came_to_mean_something_else_is_told(
    boss: Client, version: Version
) -> None:
    with Driven(NINE) as clock:
        leads = people(version, 80, users=80)
        answer_due(clock.at)
        while answer_due(clock.at):
            pass
        for number, lead in enumerate(
            leads
        ):  # of the older half nearly all are won, then hardly any
            won = number % 10 < 9 if number < 40 else number % 10 == 0
            Record.objects.filter(pk=lead.pk).update(
                stage="Won" if won else "Lost", outcome="won" if won else "lost",
                ended_at=clock.at + number * DAY,
            )  # fmt: skip
        text = plain(boss.get("/playbooks/small/score/"))
    assert "The older half of the ended leads (40)" in text
    assert "More than chance is different for: band A, 40 points." in text
    assert re.search(r"band A 40 8\d\.\d % 10\.0 % more than chance", text)


def test_today_says_what_a_lead_scores_beside_the_task(boss: Client, version: Version) -> None:
    with Driven(NINE) as clock:
        [lead] = people(version, users=80)
        answer_due(clock.at)
        ada = User.objects.get(name="Ada")
        task(AUTOMATION, lead, what="Ring them", assignee=ada)
        text = plain(boss.get("/"))
    assert "Lead score 40 · band A" in text
    assert "Lead score 40 points: 40 for what they are, which is band A" in text
