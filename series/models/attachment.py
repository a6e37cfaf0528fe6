from django.conf import settings
from django.db import models
from django.urls import reverse


class Attachment(models.Model):
    """附件：a file that readers download, served only while an entry that carries it is public."""

    title = models.CharField("名称", max_length=120)
    file = models.FileField("文件", upload_to="attachments/%Y/%m")
    extension = models.CharField(max_length=8, editable=False)
    size = models.PositiveIntegerField("字节", editable=False)
    transcript = models.TextField("文字稿", blank=True)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    uploaders = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", editable=False, verbose_name="上传人"
    )

    class Meta:
        verbose_name = "附件"
        verbose_name_plural = "附件"
        ordering = ["-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("series:attachment", args=[self.pk])
