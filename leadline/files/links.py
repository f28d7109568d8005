"""Who may open a file: who handed it in, whom a room lets see it, and who holds a signed link."""

from collections.abc import Callable
from datetime import timedelta

from django.core import signing
from django.urls import reverse

from leadline.access.models import User
from leadline.core.clock import now
from leadline.files.models import File

GOOD_FOR = timedelta(hours=1)
_SALT = "leadline.files"

MaySee = Callable[[User, File], bool]
_questions: dict[str, MaySee] = {}


def let_see(room: str, question: MaySee) -> None:
    """Adds a room's question: may this person see this file, because of something in the room?

    A room that relates files to what it keeps announces it when it is ready.
    """
    _questions[room] = question


def may_see(user: User, file: File) -> bool:
    """The one who handed it in may, and everyone whom some room lets."""
    if file.uploaded_by_id == user.pk:
        return True
    return any(question(user, file) for question in _questions.values())


def path_for(file: File) -> str:
    """The path of the file for signed-in people."""
    return reverse("file", args=[file.pk])


def signed_path_for(file: File) -> str:
    """A path that opens the file for whoever holds it, for an hour."""
    ends = int((now() + GOOD_FOR).timestamp())
    return reverse("signed-file", args=[signing.dumps([file.pk, ends], salt=_SALT)])


def file_of(token: str) -> File | None:
    """The file that a signed path opens; None when the path is wrong or too old."""
    try:
        pk, ends = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    if now().timestamp() > ends:
        return None
    return File.objects.filter(pk=pk).first()
