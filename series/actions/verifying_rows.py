"""Whether a live row shows the content of its live revision, field by field.

The expected row is made by `applying.set_fields`, the same mapping that wrote it.
"""

from collections import defaultdict

from series.models import AuditLine, Tag
from series.text import markup
from series.text.tag_names import tag_slug

from .applying import OPTIONAL, REFERENCES, TEXTS, figures_in, sessions_of, set_fields
from .content import CHILD
from .faults import Fault

SHARED = (*TEXTS, *REFERENCES.values(), "number", *OPTIONAL, "plain_text", "fingerprint")
SESSION = ("order", "starts", "ends", "kind", "title", "speaker", "note")
RELATED = ("tags", "pictures", "attachments", "figure_rows")
FIGURE = ("order", "label", "quote", "before", "digits", "after", "value", "section")


def row_faults(keys):
    """A fault for every live row of these entries that differs from what was signed."""
    for model in CHILD.values():
        rows = model.objects.filter(pk__in=keys, live__isnull=False).select_related("live")
        rows = rows.prefetch_related(*RELATED, *_programme(model))
        for row in rows.defer("draft_text").order_by("pk"):
            for name in differing(row, row.live.content):
                yield Fault("稿件", row.pk, f"公开内容的“{name}”与所签版本不符", row.pk)


def _programme(model):
    return ["sessions"] if hasattr(model, "sessions") else []


def differing(row, content):
    """The names of the fields in which the live row is not the content."""
    expected = type(row)(pk=row.pk, kind=row.kind)
    set_fields(expected, content)
    own = ["issuer_id" if key == "issuer" else key for key in row.CONTENT_FIELDS]
    for name in (*SHARED, *own):
        if getattr(row, name) != getattr(expected, name):
            yield _label(row, name)
    if not _same_tags({tag.slug for tag in row.tags.all()}, content["tags"]):
        yield "话题"
    yield from _related(row, content)


def _label(row, name):
    field = row._meta.get_field(name.removesuffix("_id"))
    return {"plain_text": "检索文字", "fingerprint": "指纹"}.get(name, str(field.verbose_name))


def _same_tags(slugs, names):
    return slugs == {tag_slug(name) for name in names} or slugs == _slugs_today(names)


def _slugs_today(names):
    """The slugs of these tags, after what was renamed since."""
    wanted = {tag_slug(name) for name in names}
    known = set(Tag.objects.filter(slug__in=wanted).values_list("slug", flat=True))
    return known | {_renamed(slug) for slug in wanted - known}


def _renamed(slug):
    """The slug that a tag has now, by the audit lines of its renaming."""
    renames = defaultdict(str)
    for line in AuditLine.objects.filter(verb="改话题").order_by("pk").only("detail"):
        renames[tag_slug(line.detail["before"])] = tag_slug(line.detail["after"])
    seen = set()
    while renames[slug] and slug not in seen:
        seen.add(slug)
        slug = renames[slug]
    return slug


def _related(row, content):
    pictures = set(markup.picture_ids(content["body"]))
    if {picture.pk for picture in row.pictures.all()} != pictures:
        yield "图片"
    if {file.pk for file in row.attachments.all()} != set(content["attachments"]):
        yield "附件"
    if _values(row.figure_rows.all(), FIGURE) != _values(figures_in(row, content), FIGURE):
        yield "数字"
    sessions = row.sessions.all() if "programme" in content else ()
    if _values(sessions, SESSION) != _values(sessions_of(row, content), SESSION):
        yield "议程"


def _values(items, names):
    return [tuple(getattr(item, name) for name in names) for item in items]
