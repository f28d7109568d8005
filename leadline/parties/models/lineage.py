"""What was merged into what, row by row, so that a split puts everything back."""

from django.db import models

from leadline.parties.models.parties import Company, Person


class Merge(models.Model):
    """One party taken up by another.

    marks: the last id per table then, "app.model" → id. identity: the hashes of what only the one
    taken up was known by: addresses, numbers, domain. A split reads both.
    """

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="merges")
    lost_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    company = models.ForeignKey(Company, models.PROTECT, null=True, related_name="merges")
    lost_company = models.ForeignKey(Company, models.PROTECT, null=True, related_name="+")
    marks = models.JSONField()
    identity = models.JSONField()
    merged_at = models.DateTimeField()
    author = models.CharField(max_length=120)
    split_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[lost],
                condition=models.Q(split_at=None),
                name=f"merged_once_{lost}",
            )
            for lost in ("lost_person", "lost_company")
        ]


class MergedRow(models.Model):
    """One field of one row that the merge changed: `table` is "app.model", the values are JSON."""

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="rows")
    table = models.CharField(max_length=80)
    row_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["merge", "table", "row_id", "field"], name="moved_once")
        ]
