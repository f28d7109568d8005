"""People and companies, how to reach them, and what other systems call them."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User
from leadline.core.bin import Binnable, bin_index
from leadline.core.models import Eventful
from leadline.parties.normalise.emails import EmailKind

EMAIL_KINDS = [(kind.value, kind.value) for kind in EmailKind]


def _filled(name: str) -> models.Q:
    """Index only rows that have the key: most have two of the four."""
    return models.Q(**{f"{name}__isnull": False})


class Company(Binnable, Eventful):
    """A company: its name as given, `name_key` as conditions compare, `core` without legal form.

    answers: what was learned of it, by field name, in the shapes of `records.answers`.
    account_manager: who serves it; later requests of its people go there.
    key_*: 64-bit hashes by which doubles are found. merged_into: where it lives on.
    """

    stream: ClassVar[str] = "company"
    name = models.CharField(_("Company"), max_length=200)
    name_key = models.CharField(max_length=400)
    core = models.CharField(max_length=400)
    domain = models.CharField(_("Domain"), max_length=253, blank=True)
    country = models.CharField(_("Country"), max_length=2, blank=True)
    language = models.CharField(_("Language"), max_length=10, blank=True)
    city = models.CharField(_("City"), max_length=100, blank=True)
    account_manager = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        db_index=False,
        related_name="companies",
        verbose_name=_("Account manager"),
    )
    answers = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    key_name = models.BigIntegerField(null=True)
    key_loose = models.BigIntegerField(null=True)
    key_domain = models.BigIntegerField(null=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, db_index=False, related_name="+"
    )

    class Meta:
        indexes = [
            bin_index("company_in_bin"),
            models.Index(fields=["name", "id"], name="company_by_name"),
            models.Index(
                fields=["account_manager", "id"],
                name="company_by_manager",
                condition=_filled("account_manager"),
            ),
            *(
                models.Index(fields=[key], name=f"company_{key}", condition=_filled(key))
                for key in ("key_name", "key_loose", "key_domain", "merged_into")
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.domain


class Person(Binnable, Eventful):
    """A person: the name as given, its parts, and `latin`, "family|given" folded and romanised.

    zone: where numbers and country do not tell it. country: ISO 3166; language: BCP 47.
    answers: what was learned of them, as of a company.
    """

    stream: ClassVar[str] = "person"
    name = models.CharField(_("Full name"), max_length=200, blank=True)
    name_key = models.CharField(max_length=400, blank=True)
    family = models.CharField(_("Family name"), max_length=200, blank=True)
    given = models.CharField(_("Given name"), max_length=200, blank=True)
    latin = models.CharField(max_length=801, blank=True)
    company = models.ForeignKey(Company, models.PROTECT, null=True, related_name="people")
    job_title = models.CharField(_("Job title"), max_length=200, blank=True)
    job_title_key = models.CharField(max_length=400, blank=True)
    country = models.CharField(_("Country"), max_length=2, blank=True)
    language = models.CharField(_("Language"), max_length=10, blank=True)
    city = models.CharField(_("City"), max_length=100, blank=True)
    region = models.CharField(_("Region"), max_length=100, blank=True)
    postcode = models.CharField(_("Postcode"), max_length=20, blank=True)
    street = models.CharField(_("Street"), max_length=200, blank=True)
    zone = models.CharField(_("Time zone"), max_length=40, blank=True)
    answers = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    born_on = models.DateField(_("Born on"), null=True)
    key_company = models.BigIntegerField(null=True)
    key_domain = models.BigIntegerField(null=True)
    key_birth = models.BigIntegerField(null=True)
    key_place = models.BigIntegerField(null=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, db_index=False, related_name="+"
    )

    class Meta:
        indexes = [
            bin_index("person_in_bin"),
            models.Index(fields=["name", "id"], name="person_by_name"),
            models.Index(fields=["country", "name", "id"], name="person_of_country"),
            *(
                models.Index(fields=[key], name=f"person_{key}", condition=_filled(key))
                for key in ("key_company", "key_domain", "key_birth", "key_place", "merged_into")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EmailAddress(models.Model):
    """One address of a person; the first is written to. `hash` is the mailbox's identity."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="emails")
    text = models.CharField(_("E-mail address"), max_length=254)
    address = models.CharField(max_length=254, blank=True)
    kind = models.CharField(max_length=10, choices=EMAIL_KINDS, blank=True)
    hash = models.BigIntegerField(null=True, db_index=True)

    def __str__(self) -> str:
        return self.text


class PhoneNumber(models.Model):
    """One number of a person: as given, and E.164 where it can be dialed; else with its flaw."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="phones")
    text = models.CharField(_("Phone number"), max_length=60)
    number = models.CharField(max_length=16, blank=True)
    extension = models.CharField(max_length=40, blank=True)
    is_mobile = models.BooleanField(default=False)
    flaw = models.CharField(max_length=20, blank=True)
    hash = models.BigIntegerField(null=True, db_index=True)

    def __str__(self) -> str:
        return self.text


class ExternalNumber(models.Model):
    """What another system calls a person or a company; nobody else in that system is called so."""

    source = models.CharField(_("Source"), max_length=80)
    number = models.CharField(_("Number"), max_length=120)
    hash = models.BigIntegerField(unique=True)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, db_index=False, related_name="external_numbers"
    )
    company = models.ForeignKey(
        Company, models.CASCADE, null=True, db_index=False, related_name="external_numbers"
    )

    class Meta:
        indexes = [
            models.Index(fields=[party], name=f"number_of_{party}", condition=_filled(party))
            for party in ("person", "company")
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person=None) ^ models.Q(company=None),
                name="external_number_of_one_party",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.number}"


class KeyLock(models.Model):
    """One of 64 locks that share out all match keys: taken before matching, so that of two
    transactions with the same new person the second finds what the first has made."""


class DomainKind(Eventful):
    """The firm's own word on what kind of addresses a domain has; it outranks the public lists."""

    stream: ClassVar[str] = "domain"
    domain = models.CharField(_("Domain"), max_length=253, unique=True)
    kind = models.CharField(_("Kind"), max_length=10, choices=EMAIL_KINDS)
    reason = models.CharField(_("Reason"), max_length=400)
    author = models.CharField(_("Added by"), max_length=120)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.domain}: {self.kind}"


class PossibleDuplicate(models.Model):
    """Two people who are probably the same; a person decides, once."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="possible_duplicates")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    score = models.FloatField()
    why = models.JSONField()
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    are_same = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="asked_once_about_two_people")
        ]
        indexes = [
            models.Index(
                fields=["-score", "id"],
                name="duplicate_undecided",
                condition=models.Q(settled_at=None),
            )
        ]


class CompanyDuplicate(models.Model):
    """Two companies that look the same and are two: somebody has said so, once."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    other = models.ForeignKey(Company, models.CASCADE, related_name="+")
    settled_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "other"], name="asked_once_about_two_companies"
            )
        ]
