"""Where a form leads back to."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def next_page(request: HttpRequest, otherwise: str) -> str:
    """The path of ours that the form, or else the address, names as `next`; never another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    here = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(wanted, here, request.is_secure())
    return wanted if wanted.startswith("/") and is_ours else otherwise
