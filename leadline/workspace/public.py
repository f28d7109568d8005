"""The short page that a private link opens: a customer answers what their step still asks."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache

from leadline.access.policy import let
from leadline.automation.answering import answer_now
from leadline.core import clock
from leadline.core.actor import CUSTOMER, ActorKind
from leadline.core.errors import Refused
from leadline.mail.links import Closed, Opened, record_of
from leadline.records.actions import give_answers
from leadline.work.actions.files import with_files_kept
from leadline.workspace.forms import AnswersForm
from leadline.workspace.queries.open_questions import CustomerPage, customer_page, spoken_to

MOST_POSTS = 30  # of one link in an hour
HOUR = 60 * 60
OWN_ANSWER = gettext_noop("their own answer on the web page")  # translated where it is shown


@never_cache
def yours(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows and changes nothing, since mail scanners open links; POST keeps the answers."""
    opened = record_of(token)
    if isinstance(opened, Closed):
        return render(request, "workspace/closed.html", {"sentence": opened.sentence}, status=410)
    with spoken_to(opened):
        if request.method != "POST":
            return _page(request, customer_page(opened, clock.now(), **_proposed(request)))
        if _too_often(opened):
            sentence = _("That was very often. Please try again in an hour.")
            return render(request, "workspace/closed.html", {"sentence": sentence}, status=429)
        return _answered(request, opened)


def _answered(request: HttpRequest, opened: Opened) -> HttpResponse:
    page = customer_page(opened, clock.now(), request.POST, request.FILES)
    if page.form is None:
        return _page(request, page)
    if page.form.is_valid() and not page.form.answers:
        page.form.add_error(None, _("Answer at least one question."))
    if not page.form.is_valid():
        return _page(request, page, status=422)
    try:
        _keep(page.form, opened)
    except Refused as refused:
        page.form.add_error(None, refused.sentence)
        return _page(request, page, status=422)
    answer_now(opened.record.pk)
    return render(request, "workspace/thanks.html", {"page": customer_page(opened, clock.now())})


def _keep(form: AnswersForm, opened: Opened) -> None:
    """Only the fields of the form are read, and these are what the stage asks."""
    given = with_files_kept(CUSTOMER, opened.record, form.answers)
    give_answers(CUSTOMER, opened.record, answers=given, evidence=OWN_ANSWER)


def _proposed(request: HttpRequest) -> dict[str, str]:
    """What a one-click link in a letter chose; it is shown chosen, and a press confirms it."""
    return {name: request.GET.get(name, "")[:200] for name in list(request.GET)[:5]}


def _too_often(opened: Opened) -> bool:
    key = f"yours/{opened.record.pk}"
    if cache.add(key, 1, HOUR):
        return False
    return cache.incr(key) > MOST_POSTS


def _page(request: HttpRequest, page: CustomerPage, status: int = 200) -> HttpResponse:
    return render(request, "workspace/yours.html", {"page": page}, status=status)


let(ActorKind.CUSTOMER, "give answers")
