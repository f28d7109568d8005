"""The cast of these tests: Anna sells at Rebar Report, Li Na and Tom have asked it for a trial.

Li Na reads Chinese and may be written to; Tom reads English, and nothing says that he may be.
"""

from datetime import UTC, datetime

import pytest
from pytest_django.fixtures import Settings

from leadline.access.models import Firm, Membership, Permission, Reach, Role, Team, User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.parties.models import Basis, Company, EmailAddress, Person
from leadline.playbooks.models import Published, Version
from leadline.playbooks.reader.letters import MERGE_FIELDS
from leadline.playbooks.versions import definition_of
from leadline.records.models import Record

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

FILES = {
    "playbook.yaml": "title: Small\nlanguages: [en, zh-hans]\nroles: [Seller]\n",
    "fields.yaml": "lead:\n  pilot ends: day\n  seats needed: number\n"
    "  large:\n    means: seats needed above 100\n",
    "lead.yaml": "process: Trial\nfollows: lead\nstages:\n  New:\n    goal: Begin\n",
    "emails/welcome.en.md": "---\nsubject: Welcome, {{ first_name }}\n---\n"
    "{{ salutation }},\n\nyour trial is open. **Enjoy** it.\n\n{{ owner_name }}\n",
    "emails/welcome.zh-hans.md": "---\nsubject: 欢迎\n---\n{{ salutation }}\n\n您的试用已开通。\n",
    "emails/question.en.md": "---\nsubject: One question\nasks: yes\n---\n"
    "{{ salutation }}, please [tell us]({{ link }}).\n",
    "emails/ending.en.md": "---\nsubject: Your pilot ends on {{ pilot_ends }}\n"
    "basis: transactional\ncopy to: owner\n---\n"
    "{{ salutation }}, for {{ seats_needed | default: 'all' }} users.\n",
    "emails/missing.en.md": "---\nsubject: Please\n---\nStill needed: {{ what_is_missing }}\n",
    "emails/call-me.en.md": "---\nsubject: Call me\n---\n{{ owner_name }}, {{ owner_phone }}\n",
    "emails/everything.en.md": "---\nsubject: All\nasks: yes\n---\n"
    + "".join(f"{name}: {{{{ {name} }}}}\n" for name in sorted(MERGE_FIELDS))
    + "{{ large }} {{ cycle }} {{ times_here }} {{ times_in_new }} {{ attempts_here }}"
    " {{ arrival }} {{ real_conversation_here }} {{ new_is_complete }} {{ stage }}\n",
    "emails/to-owner.en.md": "---\nsubject: Look at this\nto: owner\n---\nDear colleague\n",
}


@pytest.fixture(autouse=True)
def outside(settings: Settings) -> None:
    settings.URL = "https://leads.example"
    definition_of.cache_clear()


@pytest.fixture
def firm(db: None) -> Firm:
    words = {"name": "Rebar Report", "sender": "hello@rebar.example", "zone": "UTC"}
    return Firm.objects.update_or_create(pk=1, defaults=words)[0]


@pytest.fixture
def anna(firm: Firm) -> User:
    anna = User.objects.create(email="anna@rebar.example", name="Anna Koch")
    role = Role.objects.create(name="Letter writer")
    for word in ("see", "ordinary work"):
        Permission.objects.create(role=role, action=word, reach=Reach.ALL)
    team = Team.objects.create(name="Letter desk")
    Membership.objects.create(team=team, user=anna, role=role)
    return anna


@pytest.fixture
def stranger(firm: Firm) -> User:
    """A colleague without any role."""
    return User.objects.create(email="eve@rebar.example", name="Eve")


@pytest.fixture
def version(db: None) -> Version:
    playbook = Published.objects.create(name="small", title="Small")
    return Version.objects.create(
        playbook=playbook, number=1, hash="1", files=FILES, published_at=NOON
    )


@pytest.fixture
def li_na(db: None) -> Person:
    return person("李娜", "李", "娜", "zh-hans", "li.na@hengtong.example", may=True)


@pytest.fixture
def tom(db: None) -> Person:
    return person("Tom Smith", "Smith", "Tom", "en", "tom@baltic.example", may=False)


@pytest.fixture
def chinese_lead(version: Version, li_na: Person, anna: User) -> Record:
    return lead(version, li_na, anna)


@pytest.fixture
def english_lead(version: Version, tom: Person, anna: User) -> Record:
    return lead(version, tom, anna)


def person(name: str, family: str, given: str, language: str, address: str, *, may: bool) -> Person:
    made = Person.objects.create(name=name, family=family, given=given, language=language)
    EmailAddress.objects.create(person=made, text=address, address=address, hash=hash(address))
    if may:
        allow(made)
    return made


def allow(who: Person) -> None:
    Basis.objects.create(person=who, channel="email", kind="consent", wording="yes", given_at=NOON)


def lead(version: Version, who: Person | None, owner: User | None) -> Record:
    company = Company.objects.create(name="Baltic Rolling", name_key="", core="")
    with Batch(AUTOMATION, NOON) as batch:
        return batch.add(
            Record(
                kind="lead",
                title=str(who),
                person=who,
                company=company,
                owner=owner,
                version=version,
                process="Trial",
                stage="New",
                opened_at=NOON,
                entered_at=NOON,
            )
        )
