"""The use of pictures and attachments, and who may see and use them.

People of all columns see every file. Others see what they uploaded themselves, what any revision
of an entry of their columns uses, and what readers see. A file that was taken out of a text
belongs to the columns of that text still, one that only an autosave has to whoever uploaded it.
What readers may see is decided elsewhere. Decision 106.

Each revision's files are rows (`Revision.pictures`, `Revision.attachments`), written when the
revision is stored: no query here reads a text.
"""

from django.db.models import Exists, F, OuterRef, Q

from series.actions.errors import EditorialError
from series.models import Attachment, Entry, Picture, Revision, Visibility
from series.roles import columns_of, may
from series.text.markup import stored_html
from series.text.markup.addresses import PICTURE_TOKEN

PICTURES, ATTACHMENTS = Revision.pictures.through, Revision.attachments.through
CURRENT = Q(revision=F("revision__entry__newest")) | Q(revision=F("revision__entry__live"))
READ = Q(revision=F("revision__entry__live"), revision__entry__visibility=Visibility.PUBLIC)
SHOWN = 40


def remember_files(revision):
    """Store the rows of the pictures and attachments of a revision that was just stored."""
    content = revision.content
    PICTURES.objects.bulk_create(
        PICTURES(revision_id=revision.pk, picture_id=picture.pk)
        for picture in Picture.objects.in_text(content["body"]).values()
    )
    if content["attachments"]:
        rows = Attachment.objects.filter(pk__in=content["attachments"])
        ATTACHMENTS.objects.bulk_create(
            ATTACHMENTS(revision_id=revision.pk, attachment_id=key)
            for key in rows.values_list("pk", flat=True)
        )


def remember_uploader(file, user):
    """Store that this person uploaded the Picture or Attachment; without a person nothing.

    Whoever uploads bytes that are stored already is one of its uploaders too.
    """
    if user is not None:
        through, field = type(file).uploaders.through, type(file)._meta.model_name
        row = through(**{f"{field}_id": file.pk, "user_id": user.pk})
        through.objects.bulk_create([row], ignore_conflicts=True)


def uses_of_picture(picture):
    """Return the entries whose public or newest text holds the picture under its own address."""
    return _entries(PICTURES.objects.filter(picture=picture.pk))


def uses_of_attachment(attachment):
    """Return the entries whose public or newest text carries the attachment."""
    return _entries(ATTACHMENTS.objects.filter(attachment=attachment.pk))


def _entries(rows):
    return Entry.objects.filter(pk__in=rows.filter(CURRENT).values("revision__entry"))


def pictures_for(user):
    """Return the pictures that this person may see and put into a text."""
    return _seen_by(user, Picture, PICTURES.objects.filter(picture=OuterRef("pk")))


def attachments_for(user):
    """Return the attachments that this person may see and add to an entry."""
    return _seen_by(user, Attachment, ATTACHMENTS.objects.filter(attachment=OuterRef("pk")))


def _seen_by(user, model, rows):
    if not may(user, "view"):
        return model.objects.none()
    columns = columns_of(user, "view")
    if columns is None:
        return model.objects.all()
    own = model.uploaders.through.objects.filter(
        **{model._meta.model_name: OuterRef("pk"), "user": user.pk}
    )
    inside = Q(revision__entry__column__in=columns)
    return model.objects.filter(Exists(own) | Exists(rows.filter(inside | READ)))


def may_edit_picture(user, picture):
    """Tell whether this person may edit every text with the picture.
    Its crop shows in all."""
    columns = columns_of(user, "edit")
    if columns is None:
        return True
    used_in = set(uses_of_picture(picture).values_list("column", flat=True))
    return bool(columns) and used_in <= columns and may_see_picture(user, picture)


def may_see_picture(user, picture):
    return pictures_for(user).filter(pk=picture.pk).exists()


def may_see_attachment(user, attachment):
    return attachments_for(user).filter(pk=attachment.pk).exists()


def check_files(body, attachments, *, by):
    """Refuse a text with a picture or attachment that its writer may not use.

    One sentence for what is not there and for what is hidden, so that nobody learns which. Without
    `by` (an import) the files must exist. Raises EditorialError. Decision 106.
    """
    _check_pictures(body, by=by)
    if attachments:
        rows = Attachment.objects.all() if by is None else attachments_for(by)
        known = set(rows.filter(pk__in=attachments).values_list("pk", flat=True))
        if missing := [str(key) for key in attachments if key not in known]:
            raise EditorialError(
                f"附件 {'、'.join(missing)} 不存在或您无权使用，请取消勾选或删去链接，另选或重新上传"
            )


def _check_pictures(body, *, by):
    if "<img" not in body:
        return
    rows = Picture.objects.all() if by is None else pictures_for(by)
    known = rows.in_text(body)
    for number, address in enumerate(stored_html.picture_sources(body), start=1):
        if PICTURE_TOKEN.match(address):
            raise EditorialError(f"正文第 {number} 张图片还没有存入，请删去后重新插入")
        if address not in known:
            raise EditorialError(
                f"正文第 {number} 张图片（{address[:SHOWN]}）不在图库里或您无权使用，"
                "请删去后从图库另选或重新上传"
            )
