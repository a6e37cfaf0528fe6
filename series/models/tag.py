from django.db import models
from taggit.models import ItemBase, TagBase

from series.models.site.addresses import address_of
from series.text.language.tag_names import tag_slug


class TagQuerySet(models.QuerySet):
    def published(self):
        """Return the topics that readers may know of: a public entry has them (decision 106)."""
        return self.filter(published_count__gt=0)


class Tag(TagBase):
    """话题：one tag for all spellings that `tidy_tag` makes equal."""

    description = models.CharField(
        "说明", max_length=300, blank=True, help_text="写给读者，显示在话题页的开头，不超过 300 字"
    )
    published_count = models.PositiveIntegerField("已发布篇数", default=0, editable=False)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = "话题"
        verbose_name_plural = "话题"
        ordering = ["name"]

    def slugify(self, tag, i=None):
        base = tag_slug(tag)
        return base if i is None else f"{base}-{i}"

    def get_absolute_url(self):
        return address_of("tag", self.slug)


class FormerTag(models.Model):
    """旧名：a former address of a tag, from before a renaming or a merge. Decision 59.

    It is never the address of an existing tag. Written by `series.actions.tags.tags` alone, under
    the lock of the audit chain."""

    name = models.CharField("旧名称", max_length=100)
    slug = models.SlugField("旧地址", max_length=100, unique=True, allow_unicode=True)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="former", verbose_name="话题")

    class Meta:
        verbose_name = "话题旧名"
        verbose_name_plural = "话题旧名"
        ordering = ["name"]

    def __str__(self):
        return self.name


class FormerTagKey(models.Model):
    """旧编号：a key under which the search index may still have entries of `tag`. Decision 77.

    Its own key since it was renamed, or that of a tag merged into it. It outlives the former name,
    which another tag may take. Written by `series.actions.tags.tags` alone."""

    key = models.PositiveBigIntegerField("编号", unique=True, editable=False)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="former_keys", verbose_name="话题")

    class Meta:
        verbose_name = "话题旧编号"
        verbose_name_plural = "话题旧编号"

    def __str__(self):
        return f"{self.key} → {self.tag}"


def tag_at(slug):
    """Return the tag that has or had this address.
    None where no tag ever had it."""
    if "\x00" in slug:  # PostgreSQL refuses to compare it
        return None
    tag = Tag.objects.filter(slug=slug).first()
    if tag:
        return tag
    former = FormerTag.objects.select_related("tag").filter(slug=slug).first()
    return former and former.tag


def public_tag_at(slug):
    """Return the tag of this address if a public entry has it.

    None for a topic of hidden entries as for one that never was.
    """
    tag = tag_at(slug)
    return tag if tag and tag.published_count else None


class TaggedEntry(ItemBase):
    """A tag on a live entry.

    `published_at` repeats the entry's own, so that a tag's list is one index read; it is empty while
    readers may not see the entry.
    """

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
    """Return the text that a form field shows for a list of tags."""
    return "，".join(sorted(str(tag) for tag in tags))
