"""A company added by itself, and addresses and numbers of people taken away."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid
from leadline.parties import events
from leadline.parties.actions.deleting import bring_back_party
from leadline.parties.actions.locking import lock_keys
from leadline.parties.candidates import Candidate, read
from leadline.parties.duplicates import match_profiles
from leadline.parties.keys import all_hashes
from leadline.parties.match import Verdict
from leadline.parties.models import Company, EmailAddress, Person, PhoneNumber
from leadline.parties.rows import keys_of_row, new_company


@action(
    "add company", _("Adds a company, or finds it when it is known"), events=(events.COMPANY_ADDED,)
)
def add_company(batch: Batch, subject: None, *, candidate: Candidate) -> tuple[Company, bool]:
    """The company, and whether it is new; one that is known stays as it is. Raises Invalid."""
    profile = read(candidate)
    if profile.problems:
        problems = {problem.field: str(problem) for problem in profile.problems}
        raise Invalid(str(profile.problems[0]), problems)
    if not (profile.company.text or profile.domain):
        sentence = gettext("Write its name or its website.")
        raise Invalid(sentence, {"name": sentence})
    lock_keys(all_hashes(profile))
    match = match_profiles([profile])[0].company
    if match.verdict is Verdict.SAME and match.company_id is not None:
        [known] = batch.lock([Company(pk=match.company_id)])
        bring_back_party(batch, known)
        return known, False
    company = batch.add(new_company(profile))
    batch.happened(company, events.COMPANY_ADDED, name=company.name)
    return company, True


@action(
    "remove e-mail address",
    _("Takes an e-mail address away from a person"),
    changes=("e-mail", "e-mail kind", "e-mail is corporate"),
    events=(events.PERSON_CHANGED,),
)
def remove_email_address(batch: Batch, subject: Person, *, email: EmailAddress) -> None:
    """A wish not to be written to at it stays. One that is gone already is no event."""
    rows = EmailAddress.objects.filter(person=subject, pk=email.pk)
    if rows.delete()[0]:
        told = {"e-mail": [email.text, None]}
        batch.change(subject, **keys_of_row(subject))  # they are found by it no more
        batch.happened(subject, events.PERSON_CHANGED, fields=["e-mail"], changes=told)


@action(
    "remove phone number",
    _("Takes a phone number away from a person"),
    changes=("phone",),
    events=(events.PERSON_CHANGED,),
)
def remove_phone_number(batch: Batch, subject: Person, *, phone: PhoneNumber) -> None:
    """A wish not to be called at it stays. One that is gone already is no event."""
    rows = PhoneNumber.objects.filter(person=subject, pk=phone.pk)
    if rows.delete()[0]:
        told = {"phone": [phone.text, None]}
        batch.change(subject, **keys_of_row(subject))
        batch.happened(subject, events.PERSON_CHANGED, fields=["phone"], changes=told)
