from django.db import models
from django.urls import reverse
from taggit.models import ItemBase, TagBase

from series.text.tag_names import tag_slug


class Tag(TagBase):
    """话题：one tag for all spellings that `tidy_tag` makes equal."""

    published_count = models.PositiveIntegerField("已发布篇数", default=0, editable=False)

    class Meta:
        verbose_name = "话题"
        verbose_name_plural = "话题"
        ordering = ["name"]

    def slugify(self, tag, i=None):
        base = tag_slug(tag)
        return base if i is None else f"{base}-{i}"

    def get_absolute_url(self):
        return reverse("series:tag", args=[self.slug])


class TaggedEntry(ItemBase):
    """A tag on a live entry. `published_at` repeats the entry's own, so that a tag's list is
    one index read; it is empty while readers may not see the entry."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="items", verbose_name="话题")
    content_object = models.ForeignKey("series.Entry", models.CASCADE, related_name="tagged")
    published_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "话题与稿件"
        verbose_name_plural = "话题与稿件"
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="tag_once_an_entry")
        ]
        indexes = [
            models.Index(
                fields=["tag", "-published_at", "-content_object"], name="tagged_newest_first"
            )
        ]


def join_tags(tags) -> str:
    """What a form field shows for a list of tags."""
    return "，".join(sorted(str(tag) for tag in tags))
