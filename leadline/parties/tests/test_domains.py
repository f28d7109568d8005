"""The registered part of a domain is found without the network."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.parties.normalise.domains import is_within, registered_domain


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("acme.com", "acme.com"),
        ("https://www.Acme.co.uk/about?x=1", "acme.co.uk"),
        ("anna@mail.acme.de", "acme.de"),
        ("acme.com:8080", "acme.com"),
        ("shop.github.io", "shop.github.io"),
        ("bücher.de", "xn--bcher-kva.de"),
        ("co.uk", ""),
        ("localhost", ""),
        ("127.0.0.1", ""),
        ("", ""),
        ("x" * 10_000 + ".com", ""),
    ],
)
def test_registered_domains(text: str, domain: str) -> None:
    assert registered_domain(text) == domain


def test_below_is_within_and_beside_is_not() -> None:
    assert is_within("eu.acme.com", "acme.com")
    assert not is_within("notacme.com", "acme.com")


@given(st.text(st.characters(codec=None), max_size=100))
def test_nothing_makes_it_fail(text: str) -> None:
    registered_domain(text).encode("ascii")
