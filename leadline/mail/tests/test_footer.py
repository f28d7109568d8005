"""Under every letter stands who wrote it, and how to be written to no more."""

from leadline.access.models import Firm
from leadline.mail.footer import with_footer
from leadline.mail.render import Content

FIRM = Firm(name="Rebar <Report>", sender="hello@rebar.example")
STOP = "https://leads.example/stop/x/"
CONTENT = Content("Hello <you>", "Good day", "<p>Good day</p>\n")


def test_the_footer() -> None:
    made = with_footer(CONTENT, "en", FIRM, STOP)
    assert made.text == (
        "Good day\n\n-- \nRebar <Report>, hello@rebar.example\n"
        "Do not write to me again: https://leads.example/stop/x/\n"
    )
    assert '<html lang="en">' in made.html
    assert "<title>Hello &lt;you&gt;</title>" in made.html
    assert "Rebar &lt;Report&gt;" in made.html
    assert f'<a href="{STOP}">Do not write to me again</a>' in made.html


def test_without_a_stop_link() -> None:
    made = with_footer(CONTENT, "zh-hans", FIRM, "")
    assert "stop" not in made.text + made.html
    assert '<html lang="zh-hans">' in made.html
