"""Points are learned, read, changed and taken into a proposal through the pages."""

import random

import pytest
from django.test import Client

from leadline.access.models import Firm, Membership, Permission, Reach, Role, Team, User
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.leads.score.models import ScoreFit
from leadline.leads.scorecard.due import learn_due
from leadline.leads.tests.score.score_cast import DAY, NINE, SCORE, people
from leadline.playbooks.actions import publish
from leadline.playbooks.tests.folders import SMALLEST
from leadline.records.models import Record
from leadline.workspace.tests.views.test_score import LEAD, plain

FILES = {
    **SMALLEST,
    "lead.yaml": LEAD.replace(
        "      town:", "      urgent: {ask: yes or no, optional: yes}\n      town:"
    ),
    "score.yaml": SCORE,
}
AT = "/playbooks/small/score/learning/"


@pytest.fixture(autouse=True)
def place(settings, tmp_path) -> None:
    settings.DATA = tmp_path


def somebody(client: Client, *actions: str) -> Client:
    user = User.objects.create(
        email=f"{'-'.join(actions)}@firm.example".replace(" ", ""), name="Ada"
    )
    role = Role.objects.create(name="-".join(actions))
    for action in actions:
        Permission.objects.create(role=role, action=action, reach=Reach.ALL)
    Membership.objects.create(team=Team.objects.create(name=role.name), user=user, role=role)
    client.force_login(user)
    return client


@pytest.fixture
def ended(db: None) -> None:
    """Many users and haste are won more often; a reason stands with those who were lost."""
    Firm.objects.update_or_create(pk=1, defaults={"name": "Meridian", "zone": "UTC"})
    with Driven(NINE):
        version = publish(AUTOMATION, None, name="small", source=FILES)
        leads, dice = people(version, 300), random.Random(3)
    for number, lead in enumerate(leads):
        users, urgent = dice.randrange(100), dice.random() < 0.4
        won = dice.random() < 0.1 + (0.4 if users >= 50 else 0) + (0.3 if urgent else 0)
        answers = {"users": users, "urgent": urgent, "town": dice.choice(["Leeds", "York"])}
        lead.answers = answers if won else {**answers, "loss reason": "Price"}
        lead.outcome, lead.stage = ("won", "Won") if won else ("lost", "Lost")
        lead.ended_at = NINE + DAY * (number % 10)
    Record.objects.bulk_update(leads, ["answers", "outcome", "stage", "ended_at"])


def learn(client: Client, **given: object) -> str:
    answer = client.post(AT, given)
    assert answer.status_code == 302, plain(answer)
    assert "This is being worked out" in plain(client.get(answer.url))
    with Driven(NINE + 30 * DAY):
        assert learn_due(NINE) == 1
        assert learn_due(NINE) == 0
    return answer.url


def test_s3_26_s3_27_learned_points_warn_of_leaks_and_say_how_well_they_tell(
    client: Client, ended: None
) -> None:
    boss = somebody(client, "see", "learn score")
    text = plain(boss.get(learn(boss)))
    assert "Leaks: loss reason. Learn again without them" in text
    assert "fields were looked at. AUC 1.000" in text
    text = plain(boss.get(learn(boss, without="loss reason", since_on="2026-03-04")))
    assert "Leaks:" not in text
    assert "ended since 4 Mar 2026" in text
    assert "without loss reason" in text
    assert "of 240 leads were won" in text
    fit = ScoreFit.objects.latest("pk")
    assert 0.65 < fit.told["auc"] < 0.85
    assert len(fit.told["groups"]) >= 5
    assert "AUC 1.000 from 300 leads" in plain(boss.get(AT))


def test_points_are_changed_and_taken_as_a_file_or_into_a_proposal(
    client: Client, ended: None
) -> None:
    boss = somebody(client, "see", "learn score", "publish playbook")
    at = learn(boss, without="loss reason")
    fit = ScoreFit.objects.get()
    conditions = [one["said"] or one["column"] for one in fit.told["lines"]]
    assert "urgent" in conditions
    given = {f"points-{n}": "0" for n in range(len(conditions))}
    given[f"points-{conditions.index('urgent')}"] = "17"
    answer = boss.post(f"{at}points/", {**given, "to": "file"})
    assert answer["Content-Disposition"] == 'attachment; filename="score.yaml"'
    text = answer.content.decode()
    assert "fit:\n  - points: 17\n    when: 'urgent'\nengagement:\n  - points: 25" in text
    assert "bands: {A: 40, B: 20, C: 10, D: 0}" in text
    every = {f"points-{n}": str(one["points"]) for n, one in enumerate(fit.told["lines"])}
    page = plain(boss.get(boss.post(f"{at}points/", {**every, "to": "proposal"}).url))
    assert "Put in force" in page or "Publish" in page
    assert "This cannot be published" not in page


def test_too_few_say_so(client: Client, ended: None) -> None:
    boss = somebody(client, "see", "learn score")
    Record.objects.filter(outcome="won").update(outcome="lost")
    text = plain(boss.get(learn(boss)))
    assert "There are too few leads of either end to learn from: 0 of 300 won." in text


def test_what_breaks_is_told_and_not_tried_again(
    client: Client, ended: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_one: ScoreFit) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("leadline.leads.scorecard.due.table_for", breaks)
    boss = somebody(client, "see", "learn score")
    assert "Something went wrong" in plain(boss.get(learn(boss)))


def test_only_who_may_learn_asks_looks_or_takes(client: Client, ended: None) -> None:
    url = learn(somebody(client, "see", "learn score"))
    looker = somebody(Client(), "see")
    for path in (AT, url):
        assert looker.get(path).status_code == 403
    assert looker.post(AT).status_code == 403
    assert looker.post(f"{url}points/", {"to": "file"}).status_code == 403
    learner = somebody(Client(), "see", "learn score", "nothing more")
    assert learner.post(f"{url}points/", {"to": "proposal"}).status_code == 403
    assert ScoreFit.objects.count() == 1
