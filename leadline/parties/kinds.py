"""The firm's own word on which domains are corporate, free or disposable."""

from leadline.parties.models import DomainKind
from leadline.parties.normalise.emails import EmailKind


def firm_kinds() -> dict[str, EmailKind]:
    """Domain → kind, as `kind_of` takes it; one query."""
    return {
        domain: EmailKind(kind) for domain, kind in DomainKind.objects.values_list("domain", "kind")
    }
