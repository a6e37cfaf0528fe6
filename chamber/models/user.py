from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person who works at the desk.
    A Chinese name is one field, family name first."""

    first_name = None
    last_name = None
    name = models.CharField("姓名", max_length=40, blank=True)
    # The second factor (decision 109); written by series/actions/desk/second_factor.py alone.
    totp_secret = models.CharField("第二步验证密钥", max_length=32, blank=True, editable=False)
    totp_since = models.DateTimeField("启用第二步验证", null=True, editable=False)
    totp_step = models.BigIntegerField("最后用过的验证码", default=0, editable=False)
    recovery_digests = models.JSONField("恢复码摘要", default=list, editable=False)

    # Somebody else gave the password: it opens the page for changing it only. Decision 110.
    must_change_password = models.BooleanField("密码待修改", default=False, editable=False)

    # Whom the provider of single sign-on calls by this name; linked once. Decision 115.
    oidc_issuer = models.CharField("单点登录服务", max_length=255, blank=True, editable=False)
    oidc_subject = models.CharField("单点登录身份", max_length=255, blank=True, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = "用户"
        verbose_name_plural = "用户"
        constraints = [
            models.UniqueConstraint(
                fields=["oidc_issuer", "oidc_subject"],
                condition=~models.Q(oidc_subject=""),
                name="user_one_identity_once",
            )
        ]

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)
