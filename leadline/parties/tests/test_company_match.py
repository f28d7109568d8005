"""Two companies are one only where nothing contradicts it."""

import pytest

from leadline.parties.company_match import CompanyTraits, compare_companies
from leadline.parties.match import Verdict


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (CompanyTraits("acme"), CompanyTraits("acme"), Verdict.SAME),
        (CompanyTraits("acme", "acme.de"), CompanyTraits("acme", "acme.com"), Verdict.SAME),
        (CompanyTraits("delta", "delta.de"), CompanyTraits("delta", "dlt.com"), Verdict.PROBABLY),
        (CompanyTraits("acme", country="DE"), CompanyTraits("acme", country="FR"),
         Verdict.PROBABLY),
        (CompanyTraits("", "acme.de"), CompanyTraits("acme", "acme.de"), Verdict.SAME),
        (CompanyTraits("acme", "x.de"), CompanyTraits("acme europe", "x.de"), Verdict.SAME),
        (CompanyTraits("acme", "x.de"), CompanyTraits("bolt", "x.de"), Verdict.PROBABLY),
        (CompanyTraits("meridian foods"), CompanyTraits("meridien foods"), Verdict.PROBABLY),
        (CompanyTraits("深圳市华为技术"), CompanyTraits("华为技术"), Verdict.PROBABLY),
        (CompanyTraits("华为技术"), CompanyTraits("华为贸易"), Verdict.DIFFERENT),
        (CompanyTraits("steel"), CompanyTraits("steelcase"), Verdict.DIFFERENT),
        (CompanyTraits("a", external=(("crm", "1"),)), CompanyTraits("b", external=(("crm", "1"),)),
         Verdict.SAME),
        (CompanyTraits("acme 17"), CompanyTraits("acme 18"), Verdict.DIFFERENT),
        (CompanyTraits("acme 17", "x.de"), CompanyTraits("acme 18", "x.de"), Verdict.PROBABLY),
        (CompanyTraits("恒通17"), CompanyTraits("恒通18"), Verdict.DIFFERENT),
        (CompanyTraits(), CompanyTraits(), Verdict.DIFFERENT),
    ],
)  # fmt: skip
def test_verdicts(a: CompanyTraits, b: CompanyTraits, verdict: Verdict) -> None:
    assert compare_companies(a, b).verdict is verdict
    assert compare_companies(b, a) == compare_companies(a, b)
