"""The admin site: its titles, its sections of models and its pages without a model."""

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


def kinds_of(section):
    """Return the model names of the kinds of entries in this section of the navigation."""
    return tuple(kind.model_name for kind in ENTRY_KINDS.values() if kind.desk_section == section)


# Section of the navigation → the models in it, as “app.Model”; a section opens with its first link.
# Every registered model stands here (a test looks). Pages without a model name their section.
SECTIONS = (
    ("稿件", (*kinds_of("稿件"), "series.Entry")),
    ("排期", (*kinds_of("排期"), "series.Speaker", "series.Notice")),
    ("互动", ()),
    ("素材", ("series.Picture", "series.Attachment", "series.Tag", "series.Term")),
    (
        "审签",
        (
            *("series.StandIn", "series.CannedOpinion", "series.TrustedSource"),
            "series.AuditLine",
        ),
    ),
    (
        "设置",
        (
            *("series.Column", "series.Series", "chamber.Organization"),
            *("chamber.User", "auth.Group", "series.ColumnRole"),
        ),
    ),
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

    With a `label` it is in its section of the navigation, `first` or after the models, for every
    user that `allowed` accepts. One with `asks_login=False` is open before a log-in is complete and checks the account itself."""

    route: str
    view: Callable
    name: str
    label: str = ""
    section: str = ""
    first: bool = False
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
        """Return the context of every page.

        The session's end, what is seen, how to log in."""
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
        """Return the sections that the user may see; with `app_label` the models of that app.

        A section has a `name`, its `models` (and pages) and the address `url` of the first of them;
        `is_current` marks the section and the link whose page, or a page under it, is asked for."""
        if app_label is not None:
            return super().get_app_list(request, app_label)
        models = {
            f"{label}.{model['object_name']}": model
            for label, app in self._build_app_dict(request).items()
            for model in app["models"]
        }
        sections = []
        for name, keys in SECTIONS:
            links = [
                *self._pages_of(name, request.user, first=True),
                *(models[key] for key in keys if key in models),
                *self._pages_of(name, request.user, first=False),
            ]
            if links:
                sections.append({"name": name, "models": links, "url": links[0]["admin_url"]})
        _mark_current(sections, request.path)
        return sections

    def _pages_of(self, section, user, *, first):
        return [
            page.as_link()
            for page in self.pages
            if page.label and (page.section, page.first) == (section, first) and page.allowed(user)
        ]

    def index(self, request, extra_context=None):
        context = {"is_start": True, "start": start_page(request.user)}
        return super().index(request, {**context, **(extra_context or {})})


def _mark_current(sections, path):
    """Set `is_current` of the link with the longest address above `path`, and of its section."""
    links = [link for section in sections for link in section["models"]]
    above = [
        link["admin_url"] or "" for link in links if path.startswith(link["admin_url"] or path)
    ]
    address = max(above, key=len, default=None)
    for section in sections:
        for link in section["models"]:
            link["is_current"] = link["admin_url"] == address
        section["is_current"] = any(link["is_current"] for link in section["models"])
