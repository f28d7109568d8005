"""What in a row cannot be right although the row can be used; pure."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from leadline.parties.candidates import Profile

DOUBTS: Mapping[str, object] = {
    "several people": _("Several people in one cell: the first is taken"),
    "not a name": _("A name that looks like none"),
    "bad address": _("An e-mail address that cannot be right"),
    "impossible phone": _("A phone number that cannot be right"),
    "too long": _("A text that is cut, since it is too long"),
    "unreadable": _("Characters that nobody can keep"),
    "garbled": _("Letters broken by an earlier program, such as “Ã¼” for “ü”"),
}


def doubts_of(profile: Profile) -> set[str]:
    """Which of `DOUBTS` there are about what the row says of its person."""
    return set(_doubts(profile))


def _doubts(profile: Profile) -> Iterator[str]:
    phones = {id(problem) for phone in profile.phones for problem in phone.problems}
    if any(phone.problems for phone in profile.phones):
        yield "impossible phone"
    for problem in profile.problems:
        if id(problem) not in phones and problem.code in DOUBTS:
            yield problem.code
