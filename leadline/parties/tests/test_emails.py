"""Addresses are kept as given, compared by mailbox, and classed by their domain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.parties.normalise.emails import EmailKind, kind_of, read_email


@pytest.mark.parametrize(
    ("text", "address", "identity"),
    [
        ("Anna@Acme.DE", "anna@acme.de", "anna@acme.de"),
        ("  anna@acme.de ", "anna@acme.de", "anna@acme.de"),
        ("Anna Koch <anna@acme.de>", "anna@acme.de", "anna@acme.de"),
        ("mailto:anna@acme.de", "anna@acme.de", "anna@acme.de"),
        ("A.n.na+x@GoogleMail.com", "a.n.na+x@googlemail.com", "anna@gmail.com"),
        ("a.b+x@acme.de", "a.b+x@acme.de", "a.b+x@acme.de"),
        ("anna@bücher.de", "anna@xn--bcher-kva.de", "anna@xn--bcher-kva.de"),
    ],
)
def test_addresses(text: str, address: str, identity: str) -> None:
    email = read_email(text)
    assert (email.address, email.identity) == (address, identity)
    assert email.text == " ".join(text.split())


@pytest.mark.parametrize(
    "text", ["anna", "a@b", "a@localhost", "a@exa mple.com", "a@@b.com", "@b.com", "a@b..com"]
)
def test_what_cannot_exist_is_kept_and_says_why(text: str) -> None:
    email = read_email(text)
    assert (email.text, email.address, email.hash) == (text, "", None)
    assert "cannot exist" in str(email.problems[0])


@pytest.mark.parametrize(
    ("domain", "kind"),
    [
        ("acme.de", EmailKind.CORPORATE),
        ("gmail.com", EmailKind.FREE),
        ("qq.com", EmailKind.FREE),
        ("163.com", EmailKind.FREE),
        ("mailinator.com", EmailKind.DISPOSABLE),
        ("x.mailinator.com", EmailKind.DISPOSABLE),
        ("partner.example.org", EmailKind.FREE),
        ("notexample.org", EmailKind.CORPORATE),
    ],
)
def test_s0_07_the_kind_of_a_domain(domain: str, kind: EmailKind) -> None:
    assert kind_of(domain, {"example.org": EmailKind.FREE}) is kind


def test_a_desk_is_not_a_person() -> None:
    assert read_email("info@acme.de").is_role
    assert not read_email("infante@acme.de").is_role


@given(st.text(st.characters(codec=None), max_size=300))
def test_nothing_makes_it_fail(text: str) -> None:
    email = read_email(f"{text}@acme.de")
    email.text.encode()
    assert len(email.text) <= 254
