"""An empty pool is an error; a role that never does anything is worth a word."""

from leadline.playbooks.tests.folders import SMALL, told


def test_an_empty_pool() -> None:
    text = SMALL["playbook.yaml"].replace("Sales: [Sales]", "Sales: []")
    assert told({"playbook.yaml": text}) == [
        "playbook.yaml:3: error: nobody is in the pool “Sales” (name its roles)"
    ]


def test_a_role_that_does_nothing() -> None:
    text = SMALL["playbook.yaml"].replace("roles: [Sales]", "roles: [Sales, Juggler]")
    assert told({"playbook.yaml": text}) == [
        "playbook.yaml:3: warning: nobody ever does anything as “Juggler”"
    ]
