"""校样 at the desk: the page as readers would see it, in three widths, and links to share it."""

from csp.decorators import csp_replace
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin

from series.actions.editorial.content import blank_content, tidy_content
from series.actions.editorial.share_links import LONGEST_DAYS, links_of, revoke, share
from series.actions.editorial.working_copies import copy_of
from series.actions.errors import EditorialError
from series.admin.base import parse_positive_int
from series.forms.raw import data_of
from series.models import Kind, Revision, ShareLink
from series.previews import Preview, preview_page
from series.roles import columns_of, may
from series.text.markup.blocks import TextError

from . import change_page

WIDTHS = {"phone": ("手机", 390), "tablet": ("平板", 768), "desktop": ("电脑", 1280)}


def urls(model_admin):
    """Return the addresses of these pages for one kind."""
    name, wrap = f"series_{Kind(model_admin.kind).value}", model_admin.admin_site.admin_view

    def page(view):
        return wrap(lambda request, **given: view(model_admin, request, **given))

    return [
        path("proof/", page(new_proof), name=f"{name}_proof_new"),
        path("<path:object_id>/proof/", page(proof), name=f"{name}_proof"),
        path("<path:object_id>/preview/", page(preview), name=f"{name}_preview"),
        path("<path:object_id>/share/", page(sharing), name=f"{name}_share"),
        path(
            "<path:object_id>/share/<int:link>/revoke/", page(ending), name=f"{name}_share_revoke"
        ),
    ]


def in_a_frame(view):
    """Let the desk's own pages show this one in a frame."""
    return xframe_options_sameorigin(csp_replace({"frame-ancestors": ["'self'"]})(view))


def proof(model_admin, request, object_id):
    """Return the public page of a revision (?revision=3), or of what I have typed (?working=1)."""
    entry = change_page.found(model_admin, request, object_id)
    if request.GET.get("working") and (content := _typed(model_admin, request, entry)):
        shown = Preview("预览：您尚未存为版本的内容。")
        return in_a_frame(_page)(request, entry.kind, content, shown, entry)
    revision = _revision(entry, request.GET.get("revision", ""))
    shown = Preview(f"预览：{revision}，{_state(entry, revision)}。")
    return in_a_frame(_page)(request, entry.kind, revision.content, shown, entry)


def new_proof(model_admin, request):
    """Return what I have typed of a text that is not saved yet."""
    if not may(request.user, "create"):
        raise PermissionDenied
    content = _typed(model_admin, request, None)
    shown = Preview("预览：您尚未存为版本的内容。")
    if content is None:
        shown = Preview("还没有可以预览的内容，请先选好专栏、填写标题和正文。")
        content = blank_content(model_admin.kind)
    return in_a_frame(_page)(request, model_admin.kind, content, shown, None)


def _page(request, kind, content, shown, entry):
    return preview_page(request, kind, content, proof=shown, entry=entry)


def _typed(model_admin, request, entry):
    """Return the content of my working copy; None where there is none or it cannot be read yet."""
    copy = copy_of(request.user, kind=model_admin.kind, entry=entry)
    if copy is None:
        return None
    stored = entry.newest.content if entry else None
    columns = columns_of(request.user, "edit" if entry else "create")
    given = {"content": stored, "base": copy.base, "columns": columns}
    form = model_admin.form_class(data_of(copy.fields), **given)
    if not form.is_valid():
        return None
    try:
        return tidy_content(model_admin.kind, form.content())
    except TextError:
        return None


def _revision(entry, number):
    if not number:
        return entry.newest
    return get_object_or_404(Revision, entry=entry.pk, number=parse_positive_int(number))


def _state(entry, revision):
    if revision.pk == entry.live_id:
        return entry.get_visibility_display()
    return "未经发布"


def preview(model_admin, request, object_id):
    """Return the proof in a frame as wide as a phone, a tablet or a desktop."""
    entry = change_page.found(model_admin, request, object_id)
    width = request.GET.get("width", "")
    revision = _revision(entry, request.GET.get("revision", ""))
    context = {
        "title": f"预览{revision}",
        "revision": revision,
        "widths": [(key, *given) for key, given in WIDTHS.items()],
        "chosen": width if width in WIDTHS else "phone",
    }
    return change_page.simple_page(model_admin, request, entry, "admin/entry_preview.html", context)


def sharing(model_admin, request, object_id):
    """Return the links of an entry; a POST makes a new one."""
    entry = change_page.found(model_admin, request, object_id)
    if not may(request.user, "share", entry):
        raise PermissionDenied
    if request.method == "POST":
        _share(request, entry)
        return redirect(_links_page(entry))
    context = {"title": "分享草稿", "links": _links(request, entry), "longest": LONGEST_DAYS}
    return change_page.simple_page(model_admin, request, entry, "admin/entry_share.html", context)


def _links(request, entry):
    links = links_of(entry)
    for link in links:
        if link.token:
            address = reverse("series:share", args=[link.token])
            link.address = request.build_absolute_uri(address)
    return links


def _share(request, entry):
    given = request.POST
    revision = _revision(entry, given.get("revision", ""))
    days = parse_positive_int(given.get("days", ""))
    note = given.get("note", "").replace("\0", "")
    try:
        share(entry, revision=revision, by=request.user, days=days, note=note)
        messages.success(request, f"已建立链接，{days} 天内有效，拿到链接的人都能看到{revision}")
    except EditorialError as error:
        messages.error(request, str(error))


def ending(model_admin, request, object_id, link):
    entry = change_page.found(model_admin, request, object_id)
    if not may(request.user, "share", entry):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row = get_object_or_404(
        ShareLink.objects.select_related("entry", "revision"), pk=link, entry=entry.pk
    )
    try:
        revoke(row, by=request.user)
        messages.success(request, "链接已撤销，再打开只会看到说明")
    except EditorialError as error:
        messages.error(request, str(error))
    return redirect(_links_page(entry))


def _links_page(entry):
    return reverse(f"admin:series_{entry.kind}_share", args=[entry.pk])
