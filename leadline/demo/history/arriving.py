"""How people come to the demo's firm: by its form, and on a list from a trade show."""

from collections.abc import Mapping
from pathlib import Path

from leadline.core.actor import AUTOMATION, CUSTOMER
from leadline.demo.cast import Customer
from leadline.demo.firm import CONSENT, FORM
from leadline.files.store import put
from leadline.intake.actions.arriving import Item, receive_arrivals
from leadline.intake.actions.importing import hand_in_import, start_import
from leadline.intake.columns import guessed_columns, written
from leadline.intake.jobs import settle
from leadline.intake.looking import look_at
from leadline.intake.models import Door
from leadline.intake.sources import door_for
from leadline.leads.incoming import How
from leadline.parties.actions.entering import OnMatch

VISITORS = Path(__file__).parents[1] / "data" / "expo-visitors.csv"


def take_in(customer: Customer) -> None:
    """Somebody fills the form on the website, and ticks that they may be written to."""
    given = {
        "name": customer.name,
        "company": customer.company,
        "e-mail": customer.email,
        "phone": customer.phone,
        "message": customer.message,
        "consent": CONSENT[customer.language],
    }
    page = {"country": customer.country, "language": customer.language, "landing page": "/trial"}
    fill_form(FORM, given, page)


def fill_form(slug: str, given: Mapping[str, str], page: Mapping[str, str]) -> None:
    """What a visitor wrote into one of the firm's forms, and the page that it stood on."""
    raw = {"fields": {name: text for name, text in given.items() if text}, "page": dict(page)}
    items = [Item(raw, key=given["e-mail"])]
    [arrival] = receive_arrivals(CUSTOMER, None, door=Door.objects.get(slug=slug), items=items)
    settle(CUSTOMER, [arrival.pk])


def bring_list() -> None:
    """The visitors of a trade show are handed in as a list; the worker reads it."""
    hand_in(VISITORS, "Wire Expo", "trial-subscription")


def hand_in(file: Path, source: str, playbook: str) -> None:
    """A list of people who have asked for nothing."""
    look = look_at(file)
    with file.open("rb") as content:
        stored = put(content)
    begun = hand_in_import(
        AUTOMATION,
        None,
        door=door_for(source, playbook=playbook),
        hash=stored.hash,
        name=file.name,
        how=How.LIST,
        columns=written(guessed_columns(look.headings)),
        key="",
        on_match=OnMatch.FILL,
    )
    start_import(AUTOMATION, begun)
