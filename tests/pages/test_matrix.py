"""Every page for every role, for nobody, for somebody from elsewhere: as declared, never broken."""

from collections.abc import Iterator

import pytest
from django.test import Client

from bench.pages_of import Page, all_pages
from bench.world import ELSEWHERE, LEADS, World, make_world
from leadline.access.models import User
from leadline.access.roles import ADMIN, MANAGER, MARKETING, SHIPPED, VIEWER
from tests.architecture.source import hold

# Pages for strangers: they hold a link, a form's address or a token.
PUBLIC = frozenset({
    "appearance", "invitation", "registration", "registered", "machine-door", "signed-file",
    "stop-letters", "yours", "usage", "page-views", "partner-lead",
})  # fmt: skip
# Pages that open for whoever signs in; what they list, they list by what one may see.
FOR_ALL = frozenset({
    "today", "profile", "ui-patterns", "playbooks", "playbook", "letters", "leads", "deals",
    "contacts",
    "automation", "playbook-source", "search", "settings", "views", "guide", "guide-chapter",
    "playbook-agreed", "playbook-errors", "statement",
    "playbook-score",
    "insight", *(f"insight-{page}" for page in (
        "cohorts", "flow", "speed", "sources", "unusual", "leads",
    )),
    "people", "companies", "bin", "inbox",
    *(f"{kind}-{page}" for kind in ("leads", "contacts", "deals")
      for page in ("board", "calls", "report")),
    "people-report", "companies-report",
})  # fmt: skip
# What some who see records may not open, and how they are told.
OF_ADMINS = (
    "firm", "colleagues", "colleague", "colleague-activity", "colleague-handover",
    "colleague-invitation", "colleague-invitation-again", "colleague-file", "colleague-sight",
    "colleague-leave", "colleague-roles",
    "role-taking", "leave-taking-back", "roles", "role", "role-new",
    "teams", "team", "team-new", "team-days", "team-day-dropping",
)  # fmt: skip
OF_MANAGERS = (
    "publishing", "publishing-playbook", "publishing-shipped", "publishing-download",
    "publishing-again", "publishing-proposal", "errand-retrial",
    "publishing-rehearsal", "rehearsal", "rehearsal-records", "rehearsal-record",
    "publishing-moving",
    "products", "product", "product-new", "product-call", "product-secret", "product-usage-token",
    "routing", "routing-pool", "routing-preview", "company-partner",
    "screening", "screening-new", "screening-file", "screening-entry", "screening-extension",
    "screening-removal",
)  # fmt: skip
OF_MARKETING = (
    "doors",
    "door",
    "door-new",
    "door-activity",
    "door-token",
    "campaigns",
    "campaign",
    "campaign-new",
    "playbook-score-learning",
    "playbook-score-learned",
    "playbook-score-points",
    "lead-campaign",
    "custom-fields",
    "custom-field",
    "custom-field-new",
    "custom-field-retirement",
)  # and of managers
OF_ALL_BUT_VIEWERS = (
    "person-merging", "company-merging", "merge-split", "new-lead", "new-lead-known",
    "new-person", "new-person-known", "new-company",
    "imports", "import", "import-values", "import-preview", "import-mend",
)  # fmt: skip


def only_for(*roles: str) -> dict[str, int]:
    return {role: 403 for role in SHIPPED if role not in roles}


NOT_FOR = {
    **dict.fromkeys(OF_ADMINS, only_for(ADMIN)),
    **dict.fromkeys(OF_MANAGERS, only_for(ADMIN, MANAGER)),
    **dict.fromkeys(OF_MARKETING, only_for(ADMIN, MANAGER, MARKETING)),
    **{name: {VIEWER: 403} for name in OF_ALL_BUT_VIEWERS},
}
LEADS_ON = frozenset(
    {
        "record",
        "import-preview",
        "import-values",
        "rehearsal-records",
        "leads-done",
        "contacts-done",
        "deals-done",
        "people-done",
        "companies-done",
        "leads-letters",
        "contacts-letters",
        "deals-letters",
    }
)  # to another page


def pages() -> list[Page]:
    return [page for page in all_pages() if not page.is_borrowed]


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def signed_in(email: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(email=email))
    return client


def wrong(page: Page, world: World, who: str, status: int) -> str:
    return f"{page.path(world)} ({page.name}) answers {who} with {status}"


def test_every_page_has_something_that_opens_it(world: World) -> None:
    def faults() -> Iterator[str]:
        for page in pages():
            try:
                page.path(world)
            except KeyError as missing:
                yield f"{page.name}: say in bench/world.py what {missing} is"

    hold(list(faults()))
    names = {page.name for page in pages()}
    assert PUBLIC | FOR_ALL | NOT_FOR.keys() | LEADS_ON <= names


def test_nobody_sees_anything_but_what_is_public(world: World) -> None:
    def faults() -> Iterator[str]:
        client = Client(raise_request_exception=False)
        for page in pages():
            answer = client.get(page.path(world))
            is_sent_to_sign_in = (
                answer.status_code == 302 and "/account/login/" in answer["Location"]
            )
            fine = answer.status_code in (200, 405) if page.name in PUBLIC else is_sent_to_sign_in
            if not fine:
                yield wrong(page, world, "nobody", answer.status_code)

    hold(list(faults()))


def test_somebody_from_elsewhere_sees_no_business(world: World) -> None:
    def faults() -> Iterator[str]:
        client, names = signed_in(world.people[ELSEWHERE]), [name for name, *_ in LEADS]
        for page in pages():
            answer = client.get(page.path(world))
            wanted = {200, 405} if page.name in PUBLIC | FOR_ALL else {403, 404, 405}
            if page.name.endswith(("-done", "leads-letters", "contacts-letters", "deals-letters")):
                wanted = {302}  # to the list: nothing of theirs is kept there
            if answer.status_code not in wanted:
                yield wrong(page, world, ELSEWHERE, answer.status_code)
            elif page.name in FOR_ALL and (seen := [one for one in names if one in answer.text]):
                yield f"{page.path(world)} tells {ELSEWHERE} of {seen}"

    hold(list(faults()))


def test_every_role_opens_what_it_may(world: World) -> None:
    def faults() -> Iterator[str]:
        for role in SHIPPED:
            client = signed_in(world.people[role])
            for page in pages():
                status = client.get(page.path(world)).status_code
                wanted = {302} if page.name in LEADS_ON else {200, 405}
                refused = NOT_FOR.get(page.name, {}).get(role)
                if status not in ({refused} if refused else wanted):
                    yield wrong(page, world, role, status)

    hold(list(faults()))


def test_no_page_takes_a_post_without_the_token_of_its_form(world: World) -> None:
    """But those whose link, seal or bearer token is the proof."""

    def faults() -> Iterator[str]:
        for who in ("", *world.people.values()):
            client = Client(raise_request_exception=False, enforce_csrf_checks=True)
            if who:
                client.force_login(User.objects.get(email=who))
            for page in all_pages():
                if page.name in {"machine-door", "stop-letters", "registration", "usage"}:
                    continue
                path = page.path(world) if not page.is_borrowed else f"/{page.route}"
                if (status := client.post(path).status_code) not in (403, 404, 405):
                    yield f"{path} takes a POST without a token from {who or 'nobody'}: {status}"

    hold(list(faults()))


def test_borrowed_pages_never_break(world: World) -> None:
    def faults() -> Iterator[str]:
        for who in ("", world.people["Seller"]):
            client = signed_in(who) if who else Client(raise_request_exception=False)
            for page in [one for one in all_pages() if one.is_borrowed and not one.params]:
                for method in (client.get, client.post):
                    if (status := method(f"/{page.route}").status_code) >= 500:
                        yield wrong(page, world, who or "nobody", status)

    hold(list(faults()))
