"""What to say is offered at its stage, filled in for whoever reads it, in their language."""

import pytest
from django.utils import translation

from leadline.core.actor import AUTOMATION
from leadline.core.clock import now
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish
from leadline.records.models import Record
from leadline.workspace.queries.talks import talks_of
from leadline.workspace.reading import reading_of
from leadline.workspace.tests.conftest import FILES, take_in

FIRST = """title: First call
at: [Asked]
---
Hello {{ first_name }}, this is {{ owner_name }}.

**Then** ask for <b>{{ size }}</b>."""
TALKS = {
    "first.en.md": FIRST,
    "first.zh-hans.md": "title: 第一通电话\n---\n您好，{{ full_name }}。",
    "price.en.md": "title: They ask for the price\n---\nFirst I need to know what for.",
    "later.en.md": "title: Later\nat: [Shown]\n---\nDid you like it?",
    "large.en.md": "title: Large\nwhen: size above 10\n---\nYou are many.",
}


@pytest.fixture
def lead(cast) -> Record:
    talks = {f"talk-tracks/{name}": f"---\n{text}\n" for name, text in TALKS.items()}
    version = publish(AUTOMATION, None, name="small", source={**FILES, **talks})
    [lead] = take_in(version, Candidate(name="Ada Wong", emails=("ada@wong.example",)))
    return lead


def cards(lead, user):
    return talks_of(reading_of(lead, now()), user, now())


def test_those_of_the_stage_come_first_and_those_of_others_not_at_all(cast, lead):
    found = [(one.name, one.title, one.is_here) for one in cards(lead, cast.mei)]
    assert found == [
        ("first", "First call", True),
        ("price", "They ask for the price", False),
    ]


def test_the_first_sentence_stands_alone_and_names_whoever_speaks(cast, lead):
    assert cards(lead, cast.ben)[0].first == "Hello Ada, this is Ben Lee."


def test_what_nobody_knows_is_left_open_and_nothing_becomes_markup(cast, lead):
    [first, _price] = cards(lead, cast.mei)
    assert "ask for" in first.html
    assert "…" in first.html
    assert "<b>" not in first.html
    assert "<strong>Then</strong>" in first.html
    lead.answers = {"size": "12"}
    assert "12" in cards(lead, cast.mei)[0].html


def test_a_talk_may_have_a_condition(cast, lead):
    lead.answers = {"size": "12"}
    assert "large" in [one.name for one in cards(lead, cast.mei)]


def test_the_reader_gets_their_language(cast, lead):
    with translation.override("zh-hans"):
        [first, price] = cards(lead, cast.mei)
    assert (first.title, first.first) == ("第一通电话", "您好，Ada Wong。")
    assert price.title == "They ask for the price"


def test_a_closed_record_has_nothing_to_say(cast, lead):
    lead.stage = "Ended badly"
    assert cards(lead, cast.mei) == ()
    assert talks_of(None, cast.mei, now()) == ()


def test_s0_69_the_pages_offer_them_at_their_stage(cast, lead, page):
    text = page(cast.mei, f"/leads/{lead.pk}/")
    assert "What to say" in text
    assert "Hello Ada, this is Mei Chen." in text
    assert "Did you like it?" not in text
    panel = page(cast.mei, f"/?item=t{lead.tasks.get().pk}")
    assert "Hello Ada, this is Mei Chen." in panel
    assert f"/records/{lead.pk}/#say" in panel
