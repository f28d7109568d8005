"""Numbers in words."""

import pytest

from leadline.reports import said

DAY, HOUR = 86_400, 3_600


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(59, "0 minutes"), (60, "1 minute"), (2 * HOUR - 1, "119 minutes"), (2 * HOUR, "2 hours"),
     (2 * DAY - 1, "47 hours"), (14.68 * DAY, "14 days"), (1_500 * DAY, "1,500 days")],
)  # fmt: skip
def test_lengths(seconds, text):
    assert said.length(seconds) == text


def test_shares_and_sums():
    assert (said.share(842, 8_000), said.share(1, 0)) == ("10.5 %", "–")
    assert (said.exact_share(842, 8_000), said.exact_share(1, 0)) == ("10.525", "")
    assert said.money({"USD": 100, "EUR": 200, "GBP": 0}) == "2.00 EUR + 1.00 USD"
    assert said.money({}) == "–"
    assert said.pair("opened>SQL") == "Opened → SQL"
    assert said.between(0, 300) == "under 5 minutes"
    assert said.between(HOUR * 2, DAY) == "2 hours to 24 hours"
    assert said.between(30 * DAY, 0) == "30 days and more"
