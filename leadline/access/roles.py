"""The roles that every firm starts with, as data; a firm changes its copies."""

from collections.abc import Mapping

from leadline.access.models import Reach

# Three words that stand for many actions.
SEE = "see"  # look at records
ORDINARY = "ordinary work"  # every action that is not reserved
EVERYTHING = "everything"  # every action there is

ADMIN = "Admin"
MANAGER = "Manager"
SELLER = "Seller"
LDR = "LDR"
MARKETING = "Marketing"
FINANCE = "Finance"
SERVICE = "Service"
VIEWER = "Viewer"

SHIPPED: Mapping[str, Mapping[str, Reach]] = {
    ADMIN: {SEE: Reach.ALL, EVERYTHING: Reach.ALL},
    MANAGER: {SEE: Reach.ALL, ORDINARY: Reach.ALL},
    SELLER: {SEE: Reach.ALL, ORDINARY: Reach.TEAM},
    LDR: {SEE: Reach.ALL, ORDINARY: Reach.TEAM},
    MARKETING: {SEE: Reach.ALL, ORDINARY: Reach.ALL},
    FINANCE: {SEE: Reach.ALL, ORDINARY: Reach.TEAM},
    SERVICE: {SEE: Reach.ALL, ORDINARY: Reach.TEAM},
    VIEWER: {SEE: Reach.ALL},
}

_reserved: dict[str, frozenset[str]] = {}


def reserve(action: str, *roles: str) -> None:
    """Takes an action out of ordinary work: a role must name it, and of the shipped ones these do.

    Called by the app that declares the action, when it is ready. Admin need not be named.
    """
    _reserved[action] = frozenset(roles)


def reserved_actions() -> Mapping[str, frozenset[str]]:
    """Each reserved action with the shipped roles that have it."""
    return _reserved
