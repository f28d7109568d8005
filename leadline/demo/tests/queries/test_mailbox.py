from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import CUSTOMER
from leadline.demo.moving import Step, begin
from leadline.demo.queries.mailbox import customers, mailbox_of, sent_to, shown
from leadline.demo.tests.conftest import Work, asked
from leadline.mail.actions.replies import take_in_reply
from leadline.records.models import Record


def written_to(work: Work, *names: str) -> None:
    for name in names:
        asked(name)
    begin(Step.EVENT)
    work()


def test_who_got_a_letter_stands_there_and_can_be_found(firm: object, work: Work) -> None:
    written_to(work, "Tom Hale", "Aisha Khan")
    assert [one.name for one in customers()] == ["Aisha Khan", "Tom Hale"]
    [tom] = customers("hale")
    assert (tom.letters, tom.last) == (1, "Please tell us about your company")
    assert customers("nobody") == []


def test_a_box_holds_letters_and_replies_the_newest_first(firm: object, work: Work) -> None:
    written_to(work, "Tom Hale")
    lead = Record.objects.get(kind="lead")
    person = lead.person
    assert person is not None
    letter = sent_to(person).get()
    take_in_reply(CUSTOMER, lead, text="We are <b>two</b>.", letter=letter)
    reply, first = mailbox_of(person).messages
    assert reply.is_theirs
    assert (reply.body, reply.subject) == ("We are <b>two</b>.", letter.subject)
    assert not first.is_theirs
    assert 'href="/yours/' in first.body


def test_queries_do_not_grow_with_people(firm: object, work: Work) -> None:
    counts = []
    for names in (("Tom Hale",), ("Aisha Khan", "Oscar Lindgren", "Olivia Brown")):
        written_to(work, *names)
        with CaptureQueriesContext(connection) as seen:
            assert customers()
        counts.append(len(seen))
    assert counts == [2, 2]


def test_a_letter_shows_no_more_than_text_and_links() -> None:
    page = "<html><body><p onclick='x'>Hi <a href='javascript:x'>a</a><script>y</script></p>{}"
    link = '<a href="http://localhost:8000/yours/1.x/">here</a></body></html>'
    assert shown(page.format(link)) == (
        '<p>Hi <a rel="noopener">a</a></p><a href="/yours/1.x/" rel="noopener">here</a>'
    )
    assert shown("") == ""


def test_links_elsewhere_stay_as_they_are() -> None:
    html = '<body><a href="https://price.example/yours">x</a></body>'
    assert 'href="https://price.example/yours"' in shown(html)
