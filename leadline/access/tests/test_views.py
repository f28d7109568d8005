"""Signing in, signing out and one's own profile, through the pages."""

import re

import pytest
from django.core import mail

from leadline.access.models import User
from leadline.access.tests.conftest import PASSWORD

SIGN_IN = "/account/login/"


def sign_in(client, email, password=PASSWORD):
    return client.post(SIGN_IN, {"login": email, "password": password})


@pytest.mark.parametrize(("language", "heading"), [("en", "Sign in"), ("zh-hans", "登录")])
def test_the_sign_in_page_speaks_both_languages(client, language, heading):
    page = client.get(SIGN_IN, headers={"accept-language": language}).content.decode()
    assert f"<h1>{heading}</h1>" in page
    assert f'lang="{language}"' in page


def test_a_person_signs_in_in_their_language_and_out_again(client, cast):
    assert sign_in(client, "Chen@example.com").status_code == 302
    page = client.get("/profile/").content.decode()
    assert "<h1>个人资料</h1>" in page
    client.post("/account/logout/")
    assert client.get("/profile/").status_code == 302


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, cast):
    said = [
        re.search(
            r'role="alert".*?</div></div>', sign_in(client, who, "wrong").content.decode(), re.S
        )
        for who in ("anna@example.com", "nobody@example.com")
    ]
    assert said[0] is not None
    assert said[1] is not None
    assert said[0].group() == said[1].group()


def test_guessing_is_slowed_down(client, cast):
    for _ in range(6):
        sign_in(client, "anna@example.com", "wrong")
    page = sign_in(client, "anna@example.com").content.decode()
    assert "Too many failed login attempts" in page


def test_nobody_signs_up(client, db):
    client.post("/account/signup/", {"email": "x@example.com", "password1": PASSWORD})
    assert not User.objects.exists()


def test_a_lost_password_is_reset_by_mail_and_strangers_learn_nothing(client, cast):
    for email in ("anna@example.com", "nobody@example.com"):
        page = client.post("/account/password/reset/", {"email": email}, follow=True)
        assert "Look into your mail" in page.content.decode()
    assert [letter.to for letter in mail.outbox] == [["anna@example.com"]]
    link = re.search(r"http://[^/]+(/\S+)", mail.outbox[0].body)
    assert link is not None
    assert "Choose a new password" in client.get(link[1], follow=True).content.decode()


def test_a_profile_is_changed(client, cast):
    client.force_login(cast.anna)
    values = {
        "name": "Anna König",
        "phone": "+44 20 7946 0000",
        "language": "zh-hans",
        "zone": "Asia/Shanghai",
        "theme": "dark",
        "text_size": "large",
    }
    page = client.post("/profile/", values, follow=True).content.decode()
    assert '<html lang="zh-hans" data-theme="dark" data-size="large">' in page
    assert "已保存。" in page
    kept = User.objects.get(pk=cast.anna.pk)
    assert (kept.zone, kept.phone) == ("Asia/Shanghai", "+44 20 7946 0000")


BIDI = "\u202e44 20 7946 0958"


@pytest.mark.parametrize(
    "phone",
    ["abc", "=cmd()|'1'", "{{ name }}", "+44 20\nBcc: x@y.example", BIDI, "12", "<b>123</b>"],
)
def test_what_customers_could_not_dial_is_no_phone_number(client, cast, phone):
    """Letters write it as it stands there."""
    client.force_login(cast.anna)
    values = {"name": "Anna", "language": "en", "theme": "dark", "text_size": "large"}
    page = client.post("/profile/", {**values, "phone": phone})
    assert page.status_code == 422
    assert "Write a number such as" in page.content.decode()
    assert User.objects.get(pk=cast.anna.pk).phone == ""


@pytest.mark.parametrize(
    "phone",
    ["+44 20 7946 0958", "(020) 7946-0958 ext. 12", "010-8888 6666 转 12", "0721/12345", ""],
)
def test_a_phone_number_is_kept_as_it_was_written(client, cast, phone):
    client.force_login(cast.anna)
    values = {"name": "Anna", "language": "en", "theme": "dark", "text_size": "large"}
    assert client.post("/profile/", {**values, "phone": phone}).status_code == 302
    assert User.objects.get(pk=cast.anna.pk).phone == phone


def test_a_profile_with_a_mistake_says_where(client, cast):
    client.force_login(cast.anna)
    page = client.post("/profile/", {"language": "tlh"}).content.decode()
    assert 'aria-invalid="true"' in page
    assert 'id="id_name_error"' in page


def test_a_second_proof_can_be_set_up(client, cast):
    sign_in(client, "anna@example.com")
    assert "Authenticator app" in client.get("/account/2fa/").content.decode()
    asked = client.get("/account/2fa/totp/activate/")
    page = client.post(asked["Location"], {"password": PASSWORD}, follow=True).content.decode()
    assert "data:image/svg+xml" in page
    assert 'name="code"' in page
    passkey = client.get("/account/2fa/webauthn/add/").content.decode()
    assert "mfa/js/webauthn.js" in passkey
