"""The admin site: its titles, its groups of models and its pages without a model."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.urls import path, reverse
from django.views.decorators.cache import never_cache

from series.actions.desk.sessions import end_facts
from series.models import ENTRY_KINDS
from series.roles import may

from .office import password_reset
from .office.start_page import start_page


def kinds_of(group):
    """Return the model names of the kinds of entries in this group of the navigation."""
    return tuple(kind.model_name for kind in ENTRY_KINDS.values() if kind.desk_group == group)


# Group → the models in it, as “app.Model”. Every registered model stands here (a test looks).
GROUPS = (
    (
        "写稿",
        (
            *kinds_of("写稿"),
            "series.Entry",
            "series.Picture",
            "series.Attachment",
        ),
    ),
    ("栏目", ("series.Column", "series.Series", "series.Tag", "series.Term")),
    ("活动", kinds_of("活动")),
    ("审签", ("series.StandIn", "series.CannedOpinion", "series.TrustedSource")),
    ("登记库", ("chamber.Organization",)),
    ("系统", ("chamber.User", "auth.Group", "series.ColumnRole", "series.AuditLine")),
)


class LoginForm(AdminAuthenticationForm):
    """Login form with one answer for every failure.

    So nobody can find out which accounts exist."""

    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": "用户名或密码不正确，请核对大小写后再试；忘记密码请联系管理员。",
    }


class NewPasswordForm(AdminPasswordChangeForm):
    """One's own password; it must differ from the present one."""

    def clean_new_password1(self):
        password = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise ValidationError("新密码与现在的相同，请换一个")
        return password


@dataclass(frozen=True)
class DeskPage:
    """An admin page that belongs to no model.

    With a `label` it is in the navigation of its group, for every user that `allowed` accepts. One
    with `asks_login=False` is open before a log-in is complete and checks the account itself."""

    route: str
    view: Callable
    name: str
    label: str = ""
    group: str = ""
    allowed: Callable = lambda user: True
    asks_login: bool = True

    def as_link(self):
        """Return the page in the shape in which the navigation lists a model."""
        return {
            "name": self.label,
            "object_name": self.name,
            "admin_url": reverse(f"admin:{self.name}"),
            "add_url": None,
        }


class DeskSite(AdminSite):
    """The admin site of the editors."""

    login_form = LoginForm
    site_header = "新时代 新常商 新力量 · 编辑工作台"
    site_title = "编辑工作台"
    index_title = "今日"
    enable_nav_sidebar = False
    empty_value_display = "—"

    def __init__(self, name="admin"):
        super().__init__(name)
        self.pages = []

    def add_page(self, route, view, *, name, **also):
        """Add a page at `route`, reversed as `admin:<name>`; `also` are fields of DeskPage.

        The view is wrapped to ask for a login, unless told otherwise; further permissions it checks itself."""
        self.pages.append(DeskPage(route, view, name, **also))

    def get_urls(self):
        own = [path(page.route, self._guarded(page), name=page.name) for page in self.pages]
        return [*own, *password_reset.urlpatterns, *super().get_urls()]

    def each_context(self, request):
        """Return the context of every page: the session's end, what is seen, how to log in."""
        inside = self.has_permission(request)
        return super().each_context(request) | {
            "session_end": end_facts(request.session) if inside else None,
            "sees_texts": inside and may(request.user, "view"),
            "sign_on_name": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        }

    def password_change(self, request, extra_context=None):
        request.current_app = self.name
        view = PasswordChangeView.as_view(
            form_class=NewPasswordForm,
            success_url=reverse("admin:password_change_done"),
            extra_context=self.each_context(request) | (extra_context or {}),
        )
        return view(request)

    def _guarded(self, page):
        return self.admin_view(page.view) if page.asks_login else never_cache(page.view)

    def get_app_list(self, request, app_label=None):
        """Return the groups that the user may see; with `app_label` the models of that app."""
        if app_label is not None:
            return super().get_app_list(request, app_label)
        models = {
            f"{label}.{model['object_name']}": model
            for label, app in self._build_app_dict(request).items()
            for model in app["models"]
        }
        groups = (
            {
                "name": name,
                "models": [models[key] for key in keys if key in models]
                + self._pages_of(name, request.user),
            }
            for name, keys in GROUPS
        )
        return [group for group in groups if group["models"]]

    def _pages_of(self, group, user):
        return [
            page.as_link()
            for page in self.pages
            if page.label and page.group == group and page.allowed(user)
        ]

    def index(self, request, extra_context=None):
        context = {"is_start": True, "start": start_page(request.user)}
        return super().index(request, {**context, **(extra_context or {})})
