"""A customer's page knows its language and its questions."""

from leadline.core.clock import now
from leadline.mail.links import Opened
from leadline.workspace.queries.open_questions import customer_page, language_of, spoken_to


def test_the_letters_language_is_theirs(cast):
    opened = Opened(cast.lead, cast.lead.person)
    assert language_of(opened) == "en"
    cast.lead.lead.language = "zh-hans"
    assert language_of(opened) == "zh-hans"
    with spoken_to(opened):
        assert customer_page(opened, now()).form.fields["mood"].label == "心情"


def test_a_click_in_a_letter_is_only_proposed(cast):
    opened = Opened(cast.lead, cast.lead.person)
    page = customer_page(opened, now(), mood="Good", reason="Price")
    assert page.form.initial == {"mood": "Good"}
    assert not page.form.is_bound
    assert page.has_file
    assert page.owner == "Mei Chen"
