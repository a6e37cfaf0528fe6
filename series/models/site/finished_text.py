"""成品：the text of a public page as it was worked out at publication. Decision 139."""

from django.db import models

from series.models.entry import Entry


class FinishedText(models.Model):
    """The markup of an entry's text for its page, with its length.

    `form` names the code that wrote it, `seal` is a keyed digest of the markup and of all that it was
    made from: a row whose seal does not fit is never shown. `manage.py refinish` writes it anew.
    """

    entry = models.OneToOneField(
        Entry, models.CASCADE, primary_key=True, related_name="finished", editable=False
    )
    form = models.CharField(max_length=16)
    seal = models.CharField(max_length=48)
    markup = models.TextField()
    characters = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField()

    class Meta:
        verbose_name = "成品"
        verbose_name_plural = "成品"

    def __str__(self):
        return f"成品 {self.entry_id}"
