"""A signed-in person reads every page in their own language, time zone, colors and text size."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation

from leadline.access.models import Firm, User
from leadline.ui.appearance import Appearance


class PersonalSettingsMiddleware:
    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if not isinstance(user, User):
            return self.answer(request)
        request.appearance = Appearance(user.theme, user.text_size)  # type: ignore[attr-defined]
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language
        with timezone.override(ZoneInfo(user.zone or Firm.current().zone)):
            return self.answer(request)
