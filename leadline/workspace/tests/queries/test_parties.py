"""People and companies are seen by those who see one of their records."""

from leadline.core.actor import AUTOMATION
from leadline.core.clock import now
from leadline.parties.actions.entering import enter_people
from leadline.parties.candidates import Candidate, read
from leadline.parties.models import Person, PossibleDuplicate
from leadline.records.actions import assign
from leadline.workspace.queries.parties import companies_seen, pairs_seen, people_seen


def seen(user):
    return (
        sorted(person.name for person in people_seen(user)),
        sorted(company.name for company in companies_seen(user)),
    )


def test_who_sees_whom(cast):
    enter_people(AUTOMATION, None, profiles=[read(Candidate(name="Ada", company="Alone Ltd"))])
    everyone = (
        ["Ada", "Jonas Weber", "Li Na"],
        ["Alone Ltd", "Hengtong Cable", "Nordwire"],
    )
    assert seen(cast.ben) == seen(cast.mei) == everyone
    assert seen(cast.kai) == ([], [])
    assign(AUTOMATION, cast.lead, owner=cast.kai)
    assert seen(cast.kai) == (["Li Na"], ["Hengtong Cable"])


def test_without_rights_nobody(cast):
    cast.kai.memberships.all().delete()
    assert seen(cast.kai) == ([], [])


def test_a_pair_is_seen_by_whom_sees_both(cast):
    one, other = Person.objects.order_by("pk")
    PossibleDuplicate.objects.create(person=other, other=one, score=80, why=[], found_at=now())
    assert [pairs_seen(who).count() for who in (cast.ben, cast.mei, cast.kai)] == [1, 1, 0]
    assign(AUTOMATION, cast.lead, owner=cast.kai)
    assert pairs_seen(cast.kai).count() == 0
    assign(AUTOMATION, cast.other, owner=cast.kai)
    assert pairs_seen(cast.kai).count() == 1
    cast.kai.memberships.all().delete()
    assert pairs_seen(cast.kai).count() == 0
