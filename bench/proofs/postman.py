"""A mail server as they are: it takes a letter, and says so only a moment later."""

import time
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend

DELAY = 0.06  # seconds before and after; a worker killed in the second half has sent the letter


class Postman(EmailBackend):
    """Keeps letters as files, slowly."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        time.sleep(DELAY)
        sent = super().send_messages(email_messages)
        time.sleep(DELAY)
        return int(sent or 0)
