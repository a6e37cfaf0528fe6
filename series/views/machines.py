"""Pages that only programs read."""

import secrets
from datetime import date

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from series.actions.desk import readiness
from series.actions.desk.measures import measures
from series.context import root_of
from series.roles import may

from .entry_addresses import shows_no_entry


@shows_no_entry
@require_safe
def robots(request):
    context = {"root": root_of(request)}
    return render(request, "robots.txt", context, content_type="text/plain; charset=utf-8")


@shows_no_entry
@require_safe
def icon(request, file):
    """Lead to a picture of the seal, which browsers ask for at a fixed address."""
    return redirect(static(f"site/{file}"), permanent=False)


@shows_no_entry
@require_safe
def web_manifest(request):
    """Answer with what a phone needs to keep the site on its home screen."""
    name = settings.SITE["name"]
    icons = [("touch-icon.png", 180), ("icon-512.png", 512)]
    facts = {
        "name": name,
        "short_name": name.split()[0],
        "lang": "zh-CN",
        "start_url": reverse("series:home"),
        "display": "minimal-ui",
        "background_color": "#fbf7ef",
        "theme_color": "#ad2d1c",
        "icons": [
            {"src": static(f"site/{file}"), "sizes": f"{size}x{size}", "type": "image/png"}
            for file, size in icons
        ],
    }
    return JsonResponse(
        facts,
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )


@shows_no_entry
@require_safe
def security(request):
    """Answer with security.txt (RFC 9116); Http404 where no contact is configured."""
    contact = settings.SITE.get("security_contact")
    if not contact:
        raise Http404("没有设置安全联系方式")
    lines = [
        f"Contact: {contact}",
        f"Expires: {_half_a_year_on(timezone.localdate())}T00:00:00Z",
        "Preferred-Languages: zh",
        f"Canonical: {root_of(request)}{request.path}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def _half_a_year_on(today):
    """Return the first day of the seventh month from now.

    So a copy is valid for six months, and the file changes once a month.
    """
    months = today.year * 12 + today.month - 1 + 7
    return date(months // 12, months % 12 + 1, 1)


@shows_no_entry
@require_safe
def healthz(request):
    """Answer 200 as long as this process answers at all.
    What it needs is asked by `readyz`."""
    return _answer("正常\n", status=200)


@shows_no_entry
@require_safe
def readyz(request):
    """Answer 200 when everything works that the site needs, else 503.
    Each part has its line.

    Why a part does not work is told to the administrators alone. Decision 105."""
    found = readiness.parts()
    ready = not any(part.fault for part in found)
    in_full = _is_administrator(request)
    lines = ["就绪" if ready else "没有就绪", *(_line(part, in_full=in_full) for part in found), ""]
    return _answer("\n".join(lines), status=200 if ready else 503)


@shows_no_entry
def metrics(request):
    """Answer with the measures where the bearer token is the operator's; Http404 for all others."""
    given = request.headers.get("Authorization", "").encode()
    wanted = f"Bearer {settings.METRICS_TOKEN}".encode()
    is_operator = secrets.compare_digest(given, wanted) and settings.METRICS_TOKEN
    if not is_operator or request.method not in ("GET", "HEAD"):
        raise Http404("没有这个页面")
    answer = _answer(measures(), status=200)
    answer["Content-Type"] = "text/plain; version=0.0.4; charset=utf-8"
    return answer


def _line(part, *, in_full):
    if not part.fault:
        return f"{part.name}：正常"
    return f"{part.name}：{part.fault}" if in_full else f"{part.name}：有问题"


def _is_administrator(request):
    """Tell whether the desk's administrator asks; nobody is where the database is away."""
    try:
        return may(request.user, "people")
    except DatabaseError:
        return False


def _answer(line, *, status):
    response = HttpResponse(line, status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response
