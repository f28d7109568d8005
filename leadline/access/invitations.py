"""The link with which an invited person first signs in: it works once and for three days."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.encoding import force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from leadline.access.models import User


class InvitationTokens(PasswordResetTokenGenerator):
    key_salt = "leadline.access.invitations"


_tokens = InvitationTokens()


def path_for(user: User) -> str:
    """The path of the page where this person chooses a password."""
    uid = urlsafe_base64_encode(str(user.pk).encode())
    return reverse("invitation", args=[uid, _tokens.make_token(user)])


def invited(uid: str, token: str) -> User | None:
    """Whom the link invites; None when it is wrong, too old or used."""
    try:
        pk = int(force_str(urlsafe_base64_decode(uid)))
    except ValueError:
        return None
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is None or user.has_usable_password() or not _tokens.check_token(user, token):
        return None
    return user
