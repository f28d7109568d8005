"""Who is meant, and whom a route names, told without asking for each record."""

from leadline.access.actor import person
from leadline.automation.rehearsal.house import NOBODY_KNOWS, House, heard
from leadline.automation.tests.rehearsal.conftest import playbook
from leadline.core.actor import AUTOMATION
from leadline.playbooks.definition import Who, WhoKind
from leadline.playbooks.engine.state import State

ROUTES = """
sales:
  - when: users at least 100 or cycle at least 2
    to: role Manager
  - to: role Inside Sales
"""


def test_the_owner_is_whoever_has_it_in_memory(firm) -> None:
    house, book, mei = House(firm.now), playbook(), person(firm.mei)
    owner = Who(WhoKind.OWNER)
    assert house.is_who(book, {"owner": "mei@firm.example"}, owner, mei)
    assert not house.is_who(book, {"owner": "ben@firm.example"}, owner, mei)
    assert house.is_who(book, {"owner": f"{NOBODY_KNOWS}role Manager"}, owner, mei)
    assert not house.is_who(book, {"owner": "mei@firm.example"}, owner, AUTOMATION)
    assert house.is_who(book, {}, Who(WhoKind.ROLE, "Inside Sales"), mei)
    assert not house.is_who(book, {}, Who(WhoKind.ROLE, "Manager"), mei)


def test_the_first_line_of_a_route_that_fits_names_whom(firm) -> None:
    house, book = House(firm.now), playbook(routes=ROUTES)

    def line_of(route: str, users: int, cycle: int = 1) -> str:
        state = State("Lead", "New", firm.now, firm.now, firm.now, cycle=cycle)
        return house.line_of(book, route, {"users": users}, state, firm.now)

    assert line_of("sales", 200) == "role Manager"
    assert line_of("sales", 2) == "role Inside Sales"
    assert line_of("sales", 2, cycle=2) == "role Manager"
    assert line_of("none", 2) == ""


def test_what_the_text_waits_for_is_heard(db) -> None:
    assert heard(playbook()) >= {"real conversation", "lead opened"}
