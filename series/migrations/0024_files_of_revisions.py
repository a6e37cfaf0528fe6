import re

from django.db import migrations, models

OWN_ADDRESS = re.compile(r"/pictures/([0-9]{1,15})/([0-9a-f]{12})")
BATCH = 200


def fill(apps, schema_editor):
    """The files of the revisions that are there already."""
    revision, picture, attachment = (
        apps.get_model("series", name) for name in ("Revision", "Picture", "Attachment")
    )
    digests = dict(picture.objects.values_list("pk", "digest"))
    files = set(attachment.objects.values_list("pk", flat=True))
    if not digests and not files:
        return
    shown, carried = revision.pictures.through, revision.attachments.through
    last = 0
    while rows := list(
        revision.objects.filter(pk__gt=last)
        .order_by("pk")
        .values_list("pk", "content__body", "content__attachments")[:BATCH]
    ):
        last = rows[-1][0]
        shown.objects.bulk_create(
            shown(revision_id=key, picture_id=number)
            for key, body, _ in rows
            for number in pictures_in(body or "", digests)
        )
        carried.objects.bulk_create(
            carried(revision_id=key, attachment_id=number)
            for key, _, numbers in rows
            for number in files.intersection(numbers or ())
        )


def pictures_in(body, digests):
    """The pictures that a text shows under their own addresses."""
    named = {(int(key), digest) for key, digest in OWN_ADDRESS.findall(body)}
    return {key for key, digest in named if digests.get(key, "")[:12] == digest}


class Migration(migrations.Migration):
    dependencies = [("series", "0023_responsible_editor")]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="pictures",
            field=models.ManyToManyField(related_name="revisions", to="series.picture"),
        ),
        migrations.AddField(
            model_name="revision",
            name="attachments",
            field=models.ManyToManyField(related_name="revisions", to="series.attachment"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
