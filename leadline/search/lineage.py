"""The index follows its people and companies by itself: a merge leaves its rows as they are."""

from leadline.parties.lineage import told_apart
from leadline.search.models import CompanyWords, PersonWords

_WHY = "It is written anew whenever who stands behind it is merged or split."
told_apart(PersonWords, "person", _WHY)
told_apart(CompanyWords, "company", _WHY)
