"""The use of pictures and attachments, and who at the desk may see them.

People of all columns see every file. Others see files that no entry uses yet, and those that an
entry of their columns uses in its public or its newest revision. What readers may see is decided
elsewhere.

Each revision's files are rows (`Revision.pictures`, `Revision.attachments`), written when the
revision is stored: no query here reads a text.
"""

import re

from django.db.models import Exists, F, OuterRef, Q

from series.models import Attachment, Entry, Picture, Revision, Visibility
from series.roles import columns_of, may

# A key without the right digest is a guess and does not count as use.
OWN_ADDRESS = re.compile(r"/pictures/([0-9]{1,15})/([0-9a-f]{12})")
PICTURES, ATTACHMENTS = Revision.pictures.through, Revision.attachments.through
CURRENT = Q(revision=F("revision__entry__newest")) | Q(revision=F("revision__entry__live"))
READ = Q(revision=F("revision__entry__live"), revision__entry__visibility=Visibility.PUBLIC)


def remember_files(revision):
    """Store the rows of the pictures and attachments of a revision that was just stored."""
    content = revision.content
    named = set(OWN_ADDRESS.findall(content["body"]))
    if named:
        rows = Picture.objects.filter(pk__in={int(key) for key, _ in named})
        PICTURES.objects.bulk_create(
            PICTURES(revision_id=revision.pk, picture_id=key)
            for key, digest in rows.values_list("pk", "digest")
            if (str(key), digest[:12]) in named
        )
    if content["attachments"]:
        rows = Attachment.objects.filter(pk__in=content["attachments"])
        ATTACHMENTS.objects.bulk_create(
            ATTACHMENTS(revision_id=revision.pk, attachment_id=key)
            for key in rows.values_list("pk", flat=True)
        )


def uses_of_picture(picture):
    """Return the entries whose public or newest text holds the picture under its own address."""
    return _entries(PICTURES.objects.filter(picture=picture.pk))


def uses_of_attachment(attachment):
    """Return the entries whose public or newest text carries the attachment."""
    return _entries(ATTACHMENTS.objects.filter(attachment=attachment.pk))


def _entries(rows):
    return Entry.objects.filter(pk__in=rows.filter(CURRENT).values("revision__entry"))


def pictures_for(user):
    """Return the pictures that this person may see at the desk, and those that readers see.

    It is the rule of `may_see_picture` for many pictures.
    """
    columns = columns_of(user, "view")
    return _seen_in(columns, Picture, PICTURES.objects.filter(picture=OuterRef("pk")))


def attachments_in(columns):
    """Return the attachments that people of these columns may see, and those that readers see.

    `columns` None stands for all columns.
    """
    return _seen_in(columns, Attachment, ATTACHMENTS.objects.filter(attachment=OuterRef("pk")))


def _seen_in(columns, model, rows):
    if columns is None:
        return model.objects.all()
    inside = Q(revision__entry__column__in=columns)
    return model.objects.filter(
        ~Exists(rows.filter(CURRENT)) | Exists(rows.filter(CURRENT & inside | READ))
    )


def may_edit_picture(user, picture):
    """Tell whether this person may edit every text with the picture: its crop shows in all."""
    columns = columns_of(user, "edit")
    if columns is None:
        return True
    used_in = set(uses_of_picture(picture).values_list("column", flat=True))
    return bool(columns) and used_in <= columns


def may_see_picture(user, picture):
    return _may_see(user, lambda: uses_of_picture(picture))


def may_see_attachment(user, attachment):
    return _may_see(user, lambda: uses_of_attachment(attachment))


def _may_see(user, uses):
    if not may(user, "view"):
        return False
    columns = columns_of(user, "view")
    if columns is None:
        return True
    used_in = set(uses().values_list("column", flat=True))
    return not used_in or bool(used_in & columns)
