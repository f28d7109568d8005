"""What the worker does of deals."""

from datetime import datetime

from leadline.core.actor import AUTOMATION
from leadline.core.batch_size import at_once
from leadline.deals.actions.customers import tell_new_customers
from leadline.deals.models import NewCustomer

SLICE, FEW = 200, 40  # people in one transaction; few where it keeps every writer waiting


def tell_customers(now: datetime) -> int:
    """Tells the next people at a new customer; returns how many were looked at."""
    if not NewCustomer.objects.exists():  # beginning to write makes others wait
        return 0
    return tell_new_customers(AUTOMATION, None, most=at_once(SLICE, FEW))
