from datetime import timedelta

from django.test import Client

from leadline.access.models import User
from leadline.core import clock
from leadline.core.models import Event
from leadline.demo import memory
from leadline.demo.cast import COLLEAGUES
from leadline.demo.moving import Step, begin
from leadline.demo.tests.conftest import TEN, Work, asked
from leadline.records.models import Record
from leadline.work.models import Notice


def be(browser: Client, card: str) -> None:
    assert browser.post("/demo/signing-in/", {"card": card}).status_code == 302


def test_strangers_come_to_the_cards(firm: object, browser: Client) -> None:
    page = browser.get("/", follow=True)
    assert page.redirect_chain[0][0].startswith("/demo/")
    text = page.content.decode()
    assert text.count('name="card"') == 5
    assert "Meridian Price Watch" in text


def test_one_click_signs_in(firm: object, browser: Client) -> None:
    for one in COLLEAGUES:
        if one.card:
            be(browser, one.card)
            page = browser.get("/")
            assert page.status_code == 200
            assert page.context["request"].user.email == one.email
            assert "Five minutes through it" in page.content.decode()


def test_the_card_is_read_on_in_the_language_it_was_read_in(firm: object, browser: Client) -> None:
    browser.cookies["django_language"] = "zh-hans"
    browser.cookies["theme"] = "dark"
    be(browser, "seller")
    page = browser.get("/").content.decode()
    assert '<html lang="zh-hans" data-theme="dark"' in page
    assert "五分钟导览" in page


def test_signing_in_takes_a_press_with_its_token(firm: object) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/demo/signing-in/", {"card": "admin"}).status_code == 403
    assert strict.get("/demo/signing-in/?card=admin").status_code == 405


def test_there_is_no_card_for_others(firm: object, browser: Client) -> None:
    for card in ("", "wei", "sofia@meridian.example", "nobody"):
        assert browser.post("/demo/signing-in/", {"card": card}).status_code == 404
        assert "_auth_user_id" not in browser.session


def test_a_customer_is_signed_out_and_reads_the_mail(firm: object, browser: Client) -> None:
    be(browser, "seller")
    be(browser, "customer")
    assert "_auth_user_id" not in browser.session
    page = browser.get("/demo/mailbox/").content.decode()
    assert "Five minutes through it" in page
    assert "/f/trial/" in page


def test_the_clock_is_moved_and_the_page_tells_what_happened(
    firm: object, browser: Client, work: Work
) -> None:
    asked("Tom Hale")
    be(browser, "manager")
    assert "has not been moved yet" in browser.get("/demo/clock/").content.decode()
    assert browser.post("/demo/clock/move/", {"step": "event"}).url == "/demo/clock/"  # type: ignore[attr-defined]
    moving = browser.get("/demo/clock/").content.decode()
    assert "is moving" in moving
    assert 'hx-trigger="load delay:1s"' in moving
    again = browser.post("/demo/clock/move/", {"step": "weeks"}, follow=True).content.decode()
    assert "on its way already" in again
    work()
    done = browser.get("/demo/clock/").content.decode()
    assert "Please tell us about your company" in done
    assert 'hx-trigger="load' not in done
    assert "why?" in done


def test_nothing_due_is_said(firm: object, browser: Client, work: Work) -> None:
    begin(Step.HOUR)
    work()
    assert "Nothing was due" in browser.get("/demo/clock/").content.decode()
    assert clock.now() - TEN < timedelta(hours=2)


def test_the_clock_goes_only_where_a_button_leads(firm: object) -> None:
    for step in ("", "back", "-1"):
        assert Client().post("/demo/clock/move/", {"step": step}).status_code == 404
    assert memory.recall().until is None


def test_a_page_number_that_is_none_is_ignored(firm: object) -> None:
    for before in ("x", "-1", "99999999999999999999", "٣"):
        assert Client().get("/demo/clock/", {"before": before}).status_code == 200


def test_a_letter_is_answered_as_its_reader_and_the_seller_sees_it(
    firm: object, browser: Client, work: Work
) -> None:
    lead = asked("Tom Hale")
    begin(Step.EVENT)
    work()
    page = browser.get(f"/demo/mailbox/{lead.person_id}/")
    assert "Please tell us about your company" in page.content.decode()
    number = page.context["mailbox"].messages[0].number
    text = "We are two people and trade rebar."
    sent = browser.post(
        f"/demo/mailbox/{lead.person_id}/reply/", {"letter": number, "text": text}, follow=True
    )
    assert text in sent.content.decode()
    lead.refresh_from_db()
    assert Event.objects.filter(
        stream=Record.stream, stream_id=lead.pk, name="reply received"
    ).exists()
    notice = Notice.objects.get(record=lead, kind="replied")
    assert notice.user == User.objects.get(pk=lead.owner_id)
    browser.force_login(notice.user)
    assert text in browser.get(f"/leads/{lead.pk}/").content.decode()


def test_an_empty_reply_or_one_to_anothers_letter_is_refused(
    firm: object, browser: Client, work: Work
) -> None:
    tom, aisha = asked("Tom Hale"), asked("Aisha Khan")
    begin(Step.EVENT)
    work()
    box = browser.get(f"/demo/mailbox/{tom.person_id}/").context["mailbox"]
    number = box.messages[0].number
    empty = browser.post(f"/demo/mailbox/{tom.person_id}/reply/", {"letter": number, "text": " "})
    assert empty.status_code == 422
    theirs = f"/demo/mailbox/{aisha.person_id}/reply/"
    assert browser.post(theirs, {"letter": number, "text": "Hi"}).status_code == 404


def test_the_walk_is_put_away_and_found_again(firm: object, browser: Client) -> None:
    be(browser, "seller")
    assert browser.post("/demo/walk/putting-away/").status_code == 302
    assert "Five minutes through it" not in browser.get("/").content.decode()
    assert "Five minutes through it" in browser.get("/demo/walk/").content.decode()


def test_who_has_no_walk_is_led_to_the_cards(firm: object, browser: Client) -> None:
    browser.force_login(User.objects.get(email="wei@meridian.example"))
    assert browser.get("/demo/walk/").headers["Location"] == "/demo/"
