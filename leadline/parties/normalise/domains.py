"""Domains: the part that somebody registered, found without asking the network; pure."""

import re
from functools import lru_cache

from tldextract import TLDExtract

# The list of public suffixes that comes with the package: nothing is fetched, nothing is written.
_split = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
_ADDRESS = re.compile(r"^(?:[a-z][a-z0-9+.-]*://|mailto:|//)?(?:[^/@?#]*@)?", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def registered_domain(text: str) -> str:
    """ "acme.co.uk" for "https://www.Acme.co.uk/about", "mail.acme.co.uk" or "x@acme.co.uk".

    "" when there is none: a bare suffix, a number address, a word.
    """
    host = re.split(r"[/?#\s]", _ADDRESS.sub("", text.strip(), count=1), maxsplit=1)[0]
    host = host.rpartition("@")[2].partition(":")[0].strip(".").lower()
    if not host or len(host) > 253:
        return ""
    try:
        found = _split(host)
        domain = f"{found.domain}.{found.suffix}" if found.domain and found.suffix else ""
        return domain.encode("idna").decode() if not domain.isascii() else domain
    except (UnicodeError, ValueError):
        return ""


def is_within(domain: str, parent: str) -> bool:
    """Whether a domain is the parent or one below it; "notacme.com" is not within "acme.com"."""
    return domain == parent or domain.endswith("." + parent)
