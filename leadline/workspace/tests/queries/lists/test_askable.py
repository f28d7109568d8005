"""A list can be asked for the product's fields; of the others it says that it cannot."""

import pytest

from leadline.core.clock import now
from leadline.records.models import Record
from leadline.workspace.queries.lists.askable import askable_of
from leadline.workspace.queries.lists.filters import context_of, read_filter


def found(cast, where):
    read = read_filter(where, askable_of("lead"), context_of(cast.mei, now()))
    assert read.q is not None, read.mistakes
    rows = Record.objects.filter(read.q, kind="lead").distinct()
    return sorted(record.person.name for record in rows.select_related("person"))


BOTH = ["Jonas Weber", "Li Na"]


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ('source is "fair"', BOTH),
        ("source unknown", []),
        ('stage is "asked"', BOTH),
        ('stage is not "Asked"', []),
        ('stage contains "ask"', BOTH),
        ('country is "cn"', ["Li Na"]),
        ('country is not "CN"', []),
        ("country unknown", ["Jonas Weber"]),
        ('not (country is "CN")', ["Jonas Weber"]),
        ('city contains "SUZ"', ["Li Na"]),
        ('company domain contains "nord"', ["Jonas Weber"]),
        ('e-mail is "LI.NA@hengtong.cn"', ["Li Na"]),
        ('e-mail contains "hengtong"', ["Li Na"]),
        ('e-mail not contains "hengtong"', ["Jonas Weber"]),
        ("e-mail known", BOTH),
        ("is open", BOTH),
        ("is closed", []),
        ("is open known", BOTH),
        ("did not come back", BOTH),
        ("opened in this month and promise due known", BOTH),
        ("opened more than 2 working days ago", []),
        ('owner is "mei@firm.example"', BOTH),
        ('company name contains "hengtong" or company name contains "nordwire"', BOTH),
    ],
)
def test_a_list_answers_as_the_words_say(cast, where, names):
    assert found(cast, where) == names


def test_labels_are_in_the_readers_language(cast):
    askable = askable_of("lead")
    assert askable.label(askable.catalogue.get("source")) == "Source"
    assert askable.label(askable.catalogue.get("our guess")) == "Our guess"
    assert askable.stage_labels()[0] == ("Asked", "Asked")


def test_out_of_reach_is_said(cast):
    askable = askable_of("lead")
    assert "may be written to" not in askable.reachable
    context = context_of(cast.mei, now())
    [mistake] = read_filter("may be written to", askable, context).mistakes
    assert mistake.message == "“may be written to” cannot be asked of a list."


def test_answers_are_within_reach(cast):
    askable = askable_of("lead")
    assert {"mood", "size", "our guess", "paper"} <= askable.reachable & askable.indexed
    assert {"mood", "size", "our guess"} <= askable.sortable
    assert "paper" not in askable.sortable
    assert "source" not in askable.indexed


def test_a_kind_without_a_playbook_still_has_its_own_fields(cast):
    askable = askable_of("deal")
    assert askable.stages == {}
    assert {"deal amount", "expected on", "is open"} <= askable.reachable
    assert "source" not in askable.catalogue.names
