"""跳转: old addresses, where they lead, and the import of many of them. Decision 122."""

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.shortcuts import redirect

from series.actions.errors import EditorialError
from series.actions.site.redirect_import import MOST_BYTES, import_redirects
from series.actions.site.redirects import (
    add_redirect,
    change_redirect,
    delete_redirect,
    may_redirect,
)
from series.admin.base import do_pressed, parse_positive_int, reject_nul
from series.models import Redirect
from series.models.entry import TEXTS_OF_ENTRY
from series.models.site.redirect import CODES, PERMANENT
from series.roles import may

from .desk_pages import refuse_outsiders, render_desk_page

PER_PAGE = 50
LONGEST_SEARCH = 100


def redirects_page(request):
    """List the redirects; a POST adds, changes or deletes one, or imports a file."""
    if refused := refuse_outsiders(request, "GET", "HEAD", "POST"):
        return refused
    reject_nul(request)
    if request.method != "POST":
        return _page(request)
    if request.POST.get("do") == "import":
        return _import(request)
    do_pressed(request, CHANGES)
    return redirect("admin:desk_redirects")


def _page(request, *, receipt=None):
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    rows = Redirect.objects.select_related("entry").defer(*TEXTS_OF_ENTRY)
    if words:
        rows = rows.filter(old_path__contains=words)
    context = {
        "title": "跳转",
        "q": words,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "codes": CODES,
        "may_redirect": may_redirect(request.user),
        "receipt": receipt,
    }
    return render_desk_page(request, "admin/redirects.html", context)


def _import(request):
    """Import a file and show the receipt on the same page."""
    file = request.FILES.get("file")
    try:
        if file is None:
            raise EditorialError("请先选一个 .csv 或 .xlsx 文件")
        receipt = import_redirects(file.name, file.read(MOST_BYTES + 1), by=request.user)
    except EditorialError as error:
        messages.error(request, str(error))
        return redirect("admin:desk_redirects")
    return _page(request, receipt=receipt)


def _row(request):
    key = parse_positive_int(request.POST.get("row", ""))
    row = Redirect.objects.select_related("entry").filter(pk=key).first()
    if row is None:
        raise EditorialError("这条跳转已被删除，请刷新本页")
    return row


def _code(request):
    return parse_positive_int(request.POST.get("code", str(PERMANENT)))


def _add(request):
    post = request.POST
    row = add_redirect(
        post.get("old", ""), post.get("to", ""), code=_code(request), by=request.user
    )
    return f"{row} 现在跳到 {row.target}"


def _save(request):
    to = request.POST.get("to", "")
    row = change_redirect(_row(request), to=to, code=_code(request), by=request.user)
    return f"{row} 现在跳到 {row.target}"


def _delete(request):
    row = _row(request)
    delete_redirect(row, by=request.user)
    return f"{row} 的跳转已删除"


CHANGES = {"add": _add, "save": _save, "delete": _delete}

admin.site.add_page(
    "redirects/",
    redirects_page,
    name="desk_redirects",
    label="跳转",
    section="设置",
    allowed=lambda user: may(user, "view"),
)
