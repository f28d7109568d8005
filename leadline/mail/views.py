"""The outbox, a letter in one's own words, and what can be done with letters that have not left."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leadline.access.actor import actor_of
from leadline.access.models import User
from leadline.access.policy import visible
from leadline.core.clock import now
from leadline.core.errors import Refused
from leadline.mail.actions.outbox import drop, release, settle, take_back
from leadline.mail.actions.writing import write
from leadline.mail.forms import WriteForm
from leadline.mail.mailboxes import mailboxes_of
from leadline.mail.models import Letter
from leadline.mail.queries import outbox_for
from leadline.records.models import Record
from leadline.ui.next_page import next_page
from leadline.ui.passing import offer_passing


@login_required
@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """Letters that have not left: unclear, failed, held, waiting."""
    assert isinstance(request.user, User)
    return render(request, "mail/outbox.html", {"outbox": outbox_for(request.user, now())})


@login_required
def new_letter(request: HttpRequest, record_id: int) -> HttpResponse:
    """A letter in one's own words about a record that one may see."""
    record = get_object_or_404(visible(request.user, Record.objects.all()), pk=record_id)
    form = WriteForm(request.POST or None, initial={"asks": "asks" in request.GET})
    if request.method == "POST" and form.is_valid():
        try:
            write(actor_of(request), record, **form.cleaned_data)
        except Refused as refused:
            offer_passing(request, refused)
            form.add_error(None, refused.told)
        else:
            messages.success(request, _("The letter leaves in 30 seconds."))
            return _back(request)
    [mailbox] = mailboxes_of([record])
    page = {
        "form": form,
        "record": record,
        "mailbox": mailbox.address,
        "next": next_page(request, ""),
    }
    return render(request, "mail/write.html", page)


@login_required
@require_POST
def taking_back(request: HttpRequest, pk: int) -> HttpResponse:
    return _do(request, pk, take_back, _("Taken back. Nothing was sent."))


@login_required
@require_POST
def dropping(request: HttpRequest, pk: int) -> HttpResponse:
    return _do(request, pk, drop, _("Dropped. Nothing will be sent."))


@login_required
@require_POST
def releasing(request: HttpRequest, pk: int) -> HttpResponse:
    return _do(request, pk, release, _("The letter leaves in 30 seconds."))


@login_required
@require_POST
def settlement(request: HttpRequest, pk: int) -> HttpResponse:
    """`was_sent` is "yes" or "no": whoever asks has looked into the mail server's log or asked."""
    was_sent = request.POST.get("was_sent") == "yes"
    said = _("Noted as sent.") if was_sent else _("The letter leaves in 30 seconds.")
    return _do(request, pk, settle, said, was_sent=was_sent)


def _do(
    request: HttpRequest, pk: int, act: Callable[..., None], said: str, **how: Any
) -> HttpResponse:
    """Does it to a letter that this person may see, and goes back to where they were."""
    seen = visible(request.user, Record.objects.all())
    letter = get_object_or_404(Letter.objects.select_related("record"), pk=pk, record__in=seen)
    try:
        act(actor_of(request), letter.record, letter=letter, **how)
    except Refused as refused:
        offer_passing(request, refused)
        messages.error(request, refused.told)
    else:
        messages.success(request, said)
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """To the page named as `next`, if it is one of ours, else to the outbox."""
    return redirect(next_page(request, reverse("letters")))
