"""The page behind an invitation: a stranger with the link chooses a password and is signed in."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from leadline.access.actions import accept_invitation
from leadline.access.actor import person
from leadline.access.forms import FirstPasswordForm
from leadline.access.invitations import invited
from leadline.access.models import User


@sensitive_post_parameters()
@never_cache
def invitation(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Answers 410 with a sentence when the link does not work (any more)."""
    user = invited(uid, token)
    if user is None:
        return render(request, "access/invitation_gone.html", status=410)
    with translation.override(user.language):
        form = FirstPasswordForm(user, request.POST or None)
        if request.method == "POST" and form.is_valid():
            return _welcome(request, user, form.cleaned_data["new_password1"])
        page = {"form": form, "invited": user}
        return render(request, "access/invitation.html", page)


def _welcome(request: HttpRequest, user: User, password: str) -> HttpResponse:
    accept_invitation(person(user), user, password=password)
    login(request, User.objects.get(pk=user.pk), backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(settings.LOGIN_REDIRECT_URL)
