"""校样: an entry's page as readers would see it, and its share links."""

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
from series.forms.raw import query_dict_of
from series.models import Kind, Revision, ShareLink
from series.previews import Preview, preview_page
from series.roles import columns_of, may
from series.text.markup.blocks import TextError
from series.text.outputs.qr import draw_qr

from . import change_page

WIDTHS = {"phone": ("手机", 390), "tablet": ("平板", 768), "desktop": ("电脑", 1280)}


def urls(model_admin):
    """Return the paths of these pages for one kind of entry."""
    name, wrap = f"series_{Kind(model_admin.kind).value}", model_admin.admin_site.admin_view

    def page(view):
        return wrap(lambda request, **kwargs: view(model_admin, request, **kwargs))

    return [
        path("proof/", page(new_proof_view), name=f"{name}_proof_new"),
        path("<path:object_id>/proof/", page(proof_view), name=f"{name}_proof"),
        path("<path:object_id>/preview/", page(preview_view), name=f"{name}_preview"),
        path("<path:object_id>/share/", page(share_view), name=f"{name}_share"),
        path(
            "<path:object_id>/share/<int:link>/revoke/",
            page(revoke_view),
            name=f"{name}_share_revoke",
        ),
    ]


def allow_desk_frame(view):
    """Allow pages of this site to show the view in a frame."""
    return xframe_options_sameorigin(csp_replace({"frame-ancestors": ["'self'"]})(view))


def proof_view(model_admin, request, object_id):
    """Show the public page of a revision (?revision=3) or of the working copy (?working=1)."""
    entry = change_page.get_visible_entry(model_admin, request, object_id)
    if request.GET.get("working") and (content := _typed_content(model_admin, request, entry)):
        banner = Preview("预览：您尚未存为版本的内容。")
        return allow_desk_frame(_page)(request, entry.kind, content, banner, entry)
    revision = _revision(entry, request.GET.get("revision", ""))
    banner = Preview(f"预览：{revision}，{_state(entry, revision)}。")
    return allow_desk_frame(_page)(request, entry.kind, revision.content, banner, entry)


def new_proof_view(model_admin, request):
    """Show the public page of a text that was typed but never saved."""
    if not may(request.user, "create"):
        raise PermissionDenied
    content = _typed_content(model_admin, request, None)
    banner = Preview("预览：您尚未存为版本的内容。")
    if content is None:
        banner = Preview("还没有可以预览的内容，请先选好专栏、填写标题和正文。")
        content = blank_content(model_admin.kind)
    return allow_desk_frame(_page)(request, model_admin.kind, content, banner, None)


def _page(request, kind, content, banner, entry):
    return preview_page(request, kind, content, proof=banner, entry=entry)


def _typed_content(model_admin, request, entry):
    """Return the content of the user's working copy; None without a valid one."""
    key = request.GET.get("copy", "")
    copy = copy_of(request.user, kind=model_admin.kind, entry=entry, key=key)
    if copy is None:
        return None
    stored = entry.newest.content if entry else None
    options = {"content": stored, "base": copy.base, "user": request.user}
    options["columns"] = columns_of(request.user, "edit" if entry else "create")
    form = model_admin.form_class(query_dict_of(copy.fields), **options)
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


def preview_view(model_admin, request, object_id):
    """Show the proof in the width of a phone, tablet or desktop."""
    entry = change_page.get_visible_entry(model_admin, request, object_id)
    width = request.GET.get("width", "")
    revision = _revision(entry, request.GET.get("revision", ""))
    context = {
        "title": f"预览{revision}",
        "revision": revision,
        "widths": [(key, *width) for key, width in WIDTHS.items()],
        "chosen": width if width in WIDTHS else "phone",
    }
    return change_page.simple_page(model_admin, request, entry, "admin/entry_preview.html", context)


def share_view(model_admin, request, object_id):
    """List the share links of an entry; a POST makes a new one (decision 26)."""
    entry = change_page.get_visible_entry(model_admin, request, object_id)
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
            link.side, link.path = draw_qr(link.address)
    return links


def _share(request, entry):
    fields = request.POST
    revision = _revision(entry, fields.get("revision", ""))
    days = parse_positive_int(fields.get("days", ""))
    note = fields.get("note", "").replace("\0", "")
    try:
        share(entry, revision=revision, by=request.user, days=days, note=note)
        messages.success(request, f"已建立链接，{days} 天内有效，拿到链接的人都能看到{revision}")
    except EditorialError as error:
        messages.error(request, str(error))


def revoke_view(model_admin, request, object_id, link):
    """Revoke one share link of an entry; POST only."""
    entry = change_page.get_visible_entry(model_admin, request, object_id)
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
