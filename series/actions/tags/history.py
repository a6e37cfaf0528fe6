"""The tag that a signed name means today.
Found from the audit's lines about tags alone.

A name is read as it was when its text was published: a redirect that existed then is followed.
Later its tag may have been renamed or merged; a tag that took the name over later is another one.
Decision 59.
"""

from functools import cached_property

from django.db.models import Max

from series.models import AuditLine, Result
from series.text.language.tag_names import tag_slug

PUBLISHED = ("发布", "到时发布", "归档导入发布")
VERBS = ("建话题", "改话题", "合并话题", "删除话题")


class TagHistory:
    """The history of tag names for the entries with these keys.
    Reads nothing until it is used."""

    def __init__(self, keys):
        self._keys = keys

    def slugs_today(self, entry, names):
        """Return the slugs that these tags must have today on this entry."""
        published = self._publication_lines.get(entry.pk, 0)
        return {self._slug_today(tag_slug(name), published) for name in names}

    def _slug_today(self, slug, published):
        target = slug
        for number, before, after in self._changes:
            if before == target:  # renamed, merged or (after is empty) deleted
                target = after or slug
            elif after == slug and number < published:  # another tag took the name
                target = slug
        return target

    @cached_property
    def _changes(self):
        """Return [(line number, slug before, slug after)] in order; "" where there was none."""
        lines = AuditLine.objects.filter(verb__in=VERBS, result=Result.DONE).order_by("number")
        return [(line.number, *_slugs(line)) for line in lines.only("number", "verb", "detail")]

    @cached_property
    def _publication_lines(self):
        """Return {entry: number of the audit line of its last publication}."""
        lines = AuditLine.objects.filter(
            entry__in=self._keys, verb__in=PUBLISHED, result=Result.DONE
        )
        return dict(lines.order_by().values_list("entry").annotate(Max("number")))


def _slugs(line):
    deleted = line.verb == "删除话题"
    names = (line.detail["name"], "") if deleted else (line.detail["before"], line.detail["after"])
    return [tag_slug(name) if name else "" for name in names]
