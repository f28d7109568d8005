"""What a person has just done to a record is answered by its playbook before their next page; and a
playbook that cannot be read any more is told instead of a page that needs it."""

import logging
from collections.abc import Callable

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from leadline.access.models import User
from leadline.automation.answering import answer_now
from leadline.core.actor import ActorKind
from leadline.core.models import Event
from leadline.playbooks.versions import Unreadable
from leadline.records.models import Record

log = logging.getLogger(__name__)
MOST = 5  # records of one request; an import or a bulk change is the worker's


class AnswerAtOnceMiddleware:
    """After a form was sent: automation for the records to which that person did something."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "POST" or not isinstance(request.user, User):
            return self.answer(request)
        before = Event.objects.aggregate(last=Max("pk"))["last"] or 0
        response = self.answer(request)
        for pk in changed_by(request.user.pk, before):
            answer_now(pk)
        return response


class UnreadableMiddleware:
    """Says to colleagues which playbook it is; strangers are told nothing of it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Unreadable) or not isinstance(request.user, User):
            return None
        log.error("%s cannot be answered: %s", request.path, error)
        page = {"name": error.name}
        return render(request, "workspace/unreadable.html", page, status=503)


def changed_by(user_id: int, before: int) -> list[int]:
    """The records to which this person did something since the event numbered `before`."""
    rows = Event.objects.filter(
        pk__gt=before,
        stream=Record.stream,
        actor_kind=ActorKind.PERSON,
        actor_id=user_id,
    )
    found = list(rows.order_by().values_list("stream_id", flat=True).distinct()[: MOST + 1])
    return found if len(found) <= MOST else []
