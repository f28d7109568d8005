"""What is found by: the words of records, people and companies, and every word there is.

A record's words are its own and those of its person and company, with whose it is. A person has a
row here only while no record stands for them. docs/decisions/0002-search.md says why.
"""

from django.db import models

from leadline.parties.models import Company, Person
from leadline.records.models import Record
from leadline.search.columns import Words


class RecordWords(models.Model):
    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="+")
    words = Words()


class PersonWords(models.Model):
    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="+")
    words = Words()


class CompanyWords(models.Model):
    company = models.OneToOneField(Company, models.CASCADE, primary_key=True, related_name="+")
    words = Words()


class KnownWord(models.Model):
    """A word of names, companies and addresses, for slips and for pieces of words.

    Two transactions may each add the same one; that does no harm, and neither waits.
    """

    text = models.CharField(max_length=24)

    class Meta:
        indexes = [models.Index(fields=["text"], name="known_word")]

    def __str__(self) -> str:
        return self.text
