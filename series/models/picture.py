from django.conf import settings
from django.db import models
from django.urls import reverse

from series.text.markup import stored_html
from series.text.markup.addresses import picture_key


class PictureTag(models.Model):
    """图片标签：a word of the library by which pictures of one subject are found (decision 124)."""

    LONGEST = 20

    name = models.CharField("名称", max_length=LONGEST, unique=True)

    class Meta:
        verbose_name = "图片标签"
        verbose_name_plural = "图片标签"
        ordering = ["name"]

    def __str__(self):
        return self.name


class PictureQuerySet(models.QuerySet):
    def in_text(self, body):
        """Return {address: Picture} of the pictures that a text shows, in reading order.

        A picture is its number and its digest: an address that differs from the picture's own in
        one character is a guess, and shows nothing anywhere. Decision 106. One query, none for a
        text without pictures.
        """
        addresses = stored_html.picture_addresses(body)
        keys = {key for address in addresses if (key := picture_key(address))}
        if not keys:
            return {}
        rows = {row.get_absolute_url(): row for row in self.filter(pk__in=keys)}
        return {address: rows[address] for address in addresses if address in rows}


class Picture(models.Model):
    """图片：stored once, shown only through a view that checks the reader.

    `digest` is the SHA-256 of the bytes that were uploaded, so that a picture is recognised; the
    file holds the same picture without the camera's metadata. `renditions` are widths in pixels for
    which an AVIF and a WebP file exist; `rendered_at` is NULL while any is missing. Decision 33.
    """

    FORMATS = ("avif", "webp")  # of the renditions, the smaller first
    WIDTHS = (480, 960, 1440)
    COVERS = (480, 960)  # widths of the crops in 16:9

    file = models.FileField("文件", upload_to="pictures/%Y/%m")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    extension = models.CharField(max_length=4, editable=False)
    width = models.PositiveIntegerField("宽", editable=False)
    height = models.PositiveIntegerField("高", editable=False)
    alt = models.CharField("替代文字", max_length=200, blank=True)
    caption = models.CharField("图片说明", max_length=200, blank=True)
    photographer = models.CharField("摄影", max_length=60, blank=True)
    licence = models.CharField("授权", max_length=60, blank=True)
    album = models.CharField("相册", max_length=40, blank=True, db_index=True)
    tags = models.ManyToManyField(PictureTag, related_name="pictures", verbose_name="标签")
    focus_x = models.PositiveSmallIntegerField("焦点（左起 %）", default=50)
    focus_y = models.PositiveSmallIntegerField("焦点（上起 %）", default=50)
    renditions = models.JSONField(default=list, editable=False)
    rendered_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    uploaders = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", editable=False, verbose_name="上传人"
    )

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = "图片"
        verbose_name_plural = "图片"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="picture_has_size", condition=models.Q(width__gte=1, height__gte=1)
            ),
            models.CheckConstraint(
                name="picture_focus_is_inside",
                condition=models.Q(focus_x__lte=100, focus_y__lte=100),
            ),
        ]

    def __str__(self):
        return self.alt or self.caption or f"图片 {self.pk}"

    def get_absolute_url(self):
        return reverse("series:picture", args=[self.pk, self.digest[:12], self.extension])

    @property
    def credit(self):
        """Return photographer and licence as they stand behind a caption, or an empty string.

        The editor puts it into the caption, so that it is signed with the text (decision 119).
        """
        words = [self.photographer and f"{self.photographer} 摄", self.licence]
        return f"（{'，'.join(filter(None, words))}）" if any(words) else ""

    @property
    def cover_widths(self):
        """Return the widths of the 16:9 crops that do not exceed the picture."""
        widest = min(self.width, self.height * 16 // 9)
        return [width for width in self.COVERS if width <= widest]

    def rendition_name(self, label, extension):
        """Return the stored name of a rendition.
        `label` is a width or “cover-” and a width."""
        return f"{self.file.name.rpartition('.')[0]}-{label}.{extension}"

    def rendition_url(self, extension="webp"):
        """Return the address of the smallest rendition; empty while there is none."""
        if not self.renditions:
            return ""
        given = [self.pk, self.digest[:12], min(self.renditions), extension]
        return reverse("series:rendition", args=given)

    def cover_url(self, width, extension="webp"):
        """Return the address of a crop in 16:9.
        Empty while there is none of this width."""
        if not self.renditions or width not in self.cover_widths:
            return ""
        return reverse("series:cover", args=[self.pk, self.digest[:12], width, extension])
