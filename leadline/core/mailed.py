"""What is mailed at most once, however many workers there are and wherever one of them dies."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

LEAVES_WITHIN = timedelta(minutes=15)
UNMAILED = Q(mailing_at=None, mailed_at=None)  # no worker has taken it yet


class Mailed(models.Model):
    """mailing_at: when a worker took it to mail it. mailed_at: when the mail server had it.

    With the first alone, nobody knows whether it left, or the server refused it: it is not tried
    again by itself.
    """

    mailing_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def may_be_lost(self, now: datetime) -> bool:
        """Whoever took it has been silent for longer than a mail takes."""
        return (
            self.mailed_at is None
            and self.mailing_at is not None
            and self.mailing_at < now - LEAVES_WITHIN
        )


def lost_before(now: datetime) -> Q:
    """As `may_be_lost`, of rows."""
    return Q(mailed_at=None, mailing_at__lt=now - LEAVES_WITHIN)
