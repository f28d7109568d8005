"""The pages of a demo: who to be, the clock, the customers' mailbox, and the walks."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from leadline.access.actions import change_profile
from leadline.access.actor import person
from leadline.access.models import User
from leadline.core.actor import CUSTOMER
from leadline.core.errors import Refused
from leadline.core.numbers import number_in
from leadline.demo import moving, walks
from leadline.demo.cast import COLLEAGUES
from leadline.demo.firm import FORM
from leadline.demo.forms import ReplyForm
from leadline.demo.queries.happened import happened
from leadline.demo.queries.mailbox import customers, mailbox_of, sent_to
from leadline.mail.actions.replies import take_in_reply
from leadline.parties.models import Person
from leadline.ui.appearance import appearance_of


@never_cache
@require_GET
def entrance(request: HttpRequest) -> HttpResponse:
    """One card for each of five people."""
    cast = {one.card: one for one in COLLEAGUES if one.card}
    return render(request, "demo/entrance.html", {"cast": cast})


@require_POST
def signing_in(request: HttpRequest) -> HttpResponse:
    """Be one of the firm's people, who are of the demo alone, or a customer, who signs in nowhere.

    They read on in the language and colors in which the card was read.
    """
    card, language, theme = request.POST.get("card"), get_language(), appearance_of(request).theme
    logout(request)
    if card == walks.CUSTOMER:
        return redirect("demo-mailbox")
    email = next((one.email for one in COLLEAGUES if one.card and one.card == card), None)
    user = User.objects.filter(email=email, is_active=True).first() if email else None
    if user is None:
        raise Http404
    change_profile(person(user), user, values={"language": language, "theme": theme})
    login(request, User.objects.get(pk=user.pk), backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("today")


@never_cache
@require_GET
def clock_page(request: HttpRequest) -> HttpResponse:
    """What has happened since the clock was moved; while it moves, the page looks again."""
    before = number_in(request.GET.get("before", ""))
    return _page(request, "demo/clock.html", {"page": happened(before), "before": before})


@require_POST
def moving_on(request: HttpRequest) -> HttpResponse:
    try:
        step = moving.Step(request.POST.get("step", ""))
    except ValueError as error:
        raise Http404 from error
    if not moving.begin(step):
        messages.warning(request, _("The clock is on its way already."))
    return redirect("demo-clock")


@never_cache
@require_GET
def mailbox(request: HttpRequest) -> HttpResponse:
    """Everybody who got a letter, and the form with which somebody new comes."""
    find = request.GET.get("find", "").strip()[:100]
    walk = walks.walk_for(None)
    page = {
        "customers": customers(find),
        "find": find,
        "form": FORM,
        "walk": None if walk is None or walk.is_away else walk,
    }
    return _page(request, "demo/mailbox.html", page)


@never_cache
@require_GET
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """One customer's letters and replies."""
    return _letters(request, get_object_or_404(Person, pk=pk), ReplyForm())


@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """What is written here is taken in as that customer's answer to a letter."""
    them, form = get_object_or_404(Person, pk=pk), ReplyForm(request.POST)
    if not form.is_valid():
        return _letters(request, them, form, status=422)
    letter = get_object_or_404(
        sent_to(them).select_related("record"), pk=form.cleaned_data["letter"]
    )
    try:
        take_in_reply(CUSTOMER, letter.record, text=form.cleaned_data["text"], letter=letter)
    except Refused as refused:
        form.add_error("text", refused.sentence)
        return _letters(request, them, form, status=422)
    messages.success(request, _("Sent. The seller has it."))
    return redirect("demo-letters", pk=pk)


@never_cache
@require_GET
def walk(request: HttpRequest) -> HttpResponse:
    """Five minutes as whoever one is."""
    found = walks.walk_for(_user(request))
    if found is None:
        return redirect("demo")
    return _page(request, "demo/walk_page.html", {"walk": found})


@require_POST
def putting_away(request: HttpRequest) -> HttpResponse:
    walks.put_away(_user(request))
    return redirect("today" if _user(request) else "demo-mailbox")


def _letters(
    request: HttpRequest, them: Person, form: ReplyForm, status: int = 200
) -> HttpResponse:
    page = {"mailbox": mailbox_of(them), "reply": form}
    return _page(request, "demo/letters.html", page, status)


def _page(
    request: HttpRequest, template: str, page: Mapping[str, object], status: int = 200
) -> HttpResponse:
    """In the frame of those who are signed in, else bare."""
    frame = "ui/frame.html" if _user(request) else "ui/bare.html"
    return render(request, template, {"frame": frame, **page}, status=status)


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
