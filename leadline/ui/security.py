"""Every answer carries a strict content security policy; framing is for views that ask for it."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

P = ParamSpec("P")

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "manifest-src": "'self'",
}


class ContentSecurityPolicyMiddleware:
    """Adds the policy and who may frame the page: nobody, or `leadline_frame_ancestors`."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        ancestors = getattr(response, "leadline_frame_ancestors", POLICY["frame-ancestors"])
        policy = POLICY | {"frame-ancestors": ancestors}
        response.headers.setdefault(
            "Content-Security-Policy",
            "; ".join(f"{name} {value}" for name, value in policy.items()),
        )
        if ancestors == "'none'":
            response.headers.setdefault("X-Frame-Options", "DENY")
        return response


def embeddable(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Lets other sites show this view in a frame; for public forms that hold nobody's session.

    Any site, unless the view names the ones as `leadline_frame_ancestors` of its response.
    """

    @wraps(view)
    def framed(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        if not hasattr(response, "leadline_frame_ancestors"):
            response.leadline_frame_ancestors = "*"  # type: ignore[attr-defined]
        return response

    return framed
