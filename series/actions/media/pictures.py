"""Storage of pictures: checked and tidied by `picture_bytes`, once per content.

`Picture.digest` is the SHA-256 of the uploaded bytes, by which a picture is recognised; the stored
file may differ from them, since its metadata are removed (decision 33).
"""

import hashlib
import secrets

from django.db import IntegrityError, transaction

from series.actions.audit.chain import record
from series.models import Picture
from series.models.audit import lock_audit_chain
from series.text.language.single_line import single_line

from .atomic_files import write_upload
from .picture_bytes import tidy_picture
from .render_thread import render_soon
from .usage import remember_uploader


def store_picture(
    data, *, tidy=None, alt="", caption="", about=None, focus=(50, 50), by=None, uploader=None
):
    """Store a picture unless it is stored already; return the Picture.

    Row and file are stored, or neither. Without `by` it belongs to an import, which names the
    `uploader`, if there is one. `tidy` is the TidyPicture of the same bytes where the caller has
    it, so that no picture is decoded twice; `about` has photographer, licence and album.
    Raises EditorialError.
    """
    digest = picture_digest(data)
    uploader = by or uploader
    alt, caption = single_line(alt), single_line(caption)
    known = Picture.objects.filter(digest=digest).first()
    if known:
        remember_uploader(known, uploader)
        return _with_words(known, alt=alt, caption=caption)
    tidy = tidy or tidy_picture(data)
    picture = Picture(
        digest=digest,
        extension=tidy.extension,
        width=tidy.width,
        height=tidy.height,
        alt=alt,
        caption=caption,
        focus_x=focus[0],
        focus_y=focus[1],
        **{name: single_line(words) for name, words in (about or {}).items()},
    )
    _write_file(picture, tidy.data)
    try:
        _write_row(picture, by=by, uploader=uploader, stored=picture_digest(tidy.data))
    except IntegrityError:  # somebody stored the same bytes in this moment
        picture.file.delete(save=False)
        known = Picture.objects.get(digest=digest)
        remember_uploader(known, uploader)
        return known
    except BaseException:
        picture.file.delete(save=False)
        raise
    return picture


def _with_words(picture, *, alt, caption):
    """Give an imported picture these words if it has none, and return it."""
    if alt and not picture.alt:
        picture.alt, picture.caption = alt, picture.caption or caption
        picture.save(update_fields=["alt", "caption"])
    return picture


def _write_file(picture, data):
    """Write the file of an upload under a name of its own.

    An upload that fails then deletes no file of another.
    """
    name = f"{picture.digest[:16]}-{secrets.token_hex(3)}.{picture.extension}"
    picture.file.name = picture.file.field.generate_filename(picture, name)
    write_upload(picture.file.name, data, what="图片")


@transaction.atomic
def _write_row(picture, *, by, uploader, stored):
    """Write the row and the audit line that later proves the bytes (decision 108)."""
    lock_audit_chain()
    picture.save()
    detail = {"picture": picture.pk, "alt": picture.alt, "sha256": picture.digest, "stored": stored}
    record("上传图片" if by else "存入图片", by=by or uploader, object=str(picture), **detail)
    remember_uploader(picture, uploader)
    render_soon()


def refocus(picture, *, x, y):
    """Set the point that must stay visible when the picture is cropped; remake its covers.

    `x` and `y` are percent from the left and from the top. Returns whether anything changed.
    """
    if (picture.focus_x, picture.focus_y) == (x, y):
        return False
    picture.focus_x, picture.focus_y, picture.rendered_at = x, y, None
    with transaction.atomic():
        picture.save(update_fields=["focus_x", "focus_y", "rendered_at"])
        render_soon()
    return True


def picture_digest(data):
    return hashlib.sha256(data).hexdigest()
