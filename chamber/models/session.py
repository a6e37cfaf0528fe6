from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class UserSession(AbstractBaseSession):
    """A session of a browser: whose it is, since when, and when it last asked.
    Decision 110."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="sessions",
        verbose_name="用户",
    )
    started_at = models.DateTimeField("登录时间")
    seen_at = models.DateTimeField("最近访问")
    address = models.CharField("地址", max_length=45, blank=True)
    device = models.CharField("设备", max_length=60, blank=True)

    class Meta:
        verbose_name = "登录"
        verbose_name_plural = "登录"

    @classmethod
    def get_session_store_class(cls):
        from chamber.sessions import SessionStore

        return SessionStore
