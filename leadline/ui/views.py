"""The pattern page, the settings, a stranger's looks, and what stands where a page cannot."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_POST

from leadline.ui.appearance import SIZES, THEMES
from leadline.ui.next_page import next_page
from leadline.ui.patterns import samples

YEAR = 365 * 24 * 60 * 60


@login_required
def patterns(request: HttpRequest) -> HttpResponse:
    """Every component in every state; for those who build pages."""
    return render(request, "ui/patterns.html", samples(request.POST or None))


@login_required
@require_GET
def settings_index(request: HttpRequest) -> HttpResponse:
    """The pages of the settings that one may open; the frame knows which."""
    return render(request, "ui/settings_index.html")


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keeps language, colors and text size of somebody who is not signed in, in cookies."""
    allowed = {
        settings.LANGUAGE_COOKIE_NAME: tuple(code for code, _ in settings.LANGUAGES),
        "theme": THEMES,
        "size": SIZES,
    }
    response = redirect(next_page(request, "/"))
    for cookie, values in allowed.items():
        if (value := request.POST.get(cookie)) in values:
            response.set_cookie(
                cookie, value, max_age=YEAR, samesite="Lax", secure=request.is_secure()
            )
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentence = str(exception) if exception.args else ""
    return render(request, "403.html", {"sentence": sentence}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Drawn without context processors: what broke the page may break them too."""
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
