"""Holes and self-approval in approvals; holes, overlaps and idle lines in routes."""

from leadline.playbooks.tests.folders import SMALL, told

ROLES = SMALL["playbook.yaml"].replace("roles: [Sales]", "roles: [Sales, Boss]")


def approved(lines: str) -> list[str]:
    text = f"Discount:\n  of: lead\n  asked by: Sales\n  approved by:\n{lines}"
    return told({"playbook.yaml": ROLES, "approvals.yaml": text})


def routed(lines: str) -> list[str]:
    return told({"routes.yaml": f"sales:\n{lines}"})


def test_a_hole_in_an_approval_matrix_names_an_example() -> None:
    found = approved("    - when: budget above 10 EUR\n      by: Boss\n")
    assert len(found) == 1
    assert "“Discount” has a hole" in found[0]
    assert "such as budget:" in found[0]


def test_a_matrix_without_hole() -> None:
    lines = "    - when: budget above 10 EUR\n      by: Boss\n"
    assert approved(lines + "    - when: budget at most 10 EUR\n      by: Boss\n") == []
    assert approved(lines + "    - by: Boss\n") == []


def test_self_approval() -> None:
    found = approved("    - by: [Boss, Sales]\n")
    assert any("approvals.yaml:5: error: “Sales” asks for “Discount”" in one for one in found)


def test_a_route_that_leaves_somebody_out() -> None:
    found = routed("  - when: budget above 10 EUR\n    to: pool Sales\n")
    assert any("would belong to nobody" in one for one in found)


def test_routes_that_overlap_are_told_with_the_winner() -> None:
    found = routed(
        "  - when: budget above 10 EUR\n    to: pool Sales\n"
        "  - when: budget above 5 EUR\n    to: owner\n  - to: owner\n"
    )
    assert len(found) == 1
    assert found[0].startswith("routes.yaml:4: warning: some records fit this line and the one on")


def test_a_line_behind_otherwise() -> None:
    found = routed("  - to: owner\n  - when: budget known\n    to: pool Sales\n")
    assert any("routes.yaml:3: error: this line is never read" in one for one in found)


def test_a_route_that_leads_back_to_itself() -> None:
    other = "service:\n  - when: budget known\n    to: owner, else route sales\n  - to: owner\n"
    text = (
        f"sales:\n  - when: budget above 10 EUR\n    to: route service\n  - to: owner\n---\n{other}"
    )
    found = [one for one in told({"routes.yaml": text}) if "leads back" in one]
    assert found == [
        "routes.yaml:2: error: “sales” leads back to itself (name a pool, a person or a queue)",
        "routes.yaml:7: error: “service” leads back to itself (name a pool, a person or a queue)",
    ]
