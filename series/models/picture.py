from django.db import models
from django.urls import reverse


class Picture(models.Model):
    """图片：stored once per content (sha256), shown only through a view that checks who asks."""

    file = models.FileField("文件", upload_to="pictures/%Y/%m")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    extension = models.CharField(max_length=4, editable=False)
    width = models.PositiveIntegerField("宽", editable=False)
    height = models.PositiveIntegerField("高", editable=False)
    alt = models.CharField("替代文字", max_length=200, blank=True)
    caption = models.CharField("图片说明", max_length=200, blank=True)
    focus_x = models.PositiveSmallIntegerField("焦点（左起 %）", default=50)
    focus_y = models.PositiveSmallIntegerField("焦点（上起 %）", default=50)
    renditions = models.JSONField(default=list, editable=False)  # widths in pixels that exist
    rendered_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)

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
