"""复制: the button that copies an entry into a new draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path, reverse

from series.actions.editorial.copies import copy_entry
from series.actions.errors import EditorialError
from series.actions.registration.next_edition import make_next_event
from series.models import ENTRY_KINDS, Kind
from series.roles import may

from . import change_page


def urls(model_admin):
    """Return the path of the button for one kind of entry."""
    name, wrap = f"series_{Kind(model_admin.kind).value}", model_admin.admin_site.admin_view
    view = wrap(lambda request, object_id: copy_view(model_admin, request, object_id))
    paths = [path("<path:object_id>/copy/", view, name=f"{name}_copy")]
    if ENTRY_KINDS[Kind(model_admin.kind)].takes_place:
        following = wrap(lambda request, object_id: next_view(model_admin, request, object_id))
        paths.append(path("<path:object_id>/next/", following, name=f"{name}_next"))
    return paths


def next_view(model_admin, request, object_id):
    """Make the next edition of the event's series and open the new draft; POST only."""
    entry = change_page.get_visible_entry(model_admin, request, object_id)
    if not may(request.user, "create", entry):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        draft = make_next_event(entry, by=request.user)
    except EditorialError as error:
        messages.error(request, str(error))
        return redirect(reverse(f"admin:series_{entry.kind}_change", args=[entry.pk]))
    messages.success(
        request,
        f"下一场的草稿是第 {draft.pk} 号，请填写日期、嘉宾，并核对标题；报名设置照旧，没有带起止时间",
    )
    return redirect(reverse(f"admin:series_{draft.kind}_change", args=[draft.pk]))


def copy_view(model_admin, request, object_id):
    """Copy an entry and open the new draft; POST only."""
    entry = change_page.get_visible_entry(model_admin, request, object_id)
    if not may(request.user, "create", entry):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    copy = copy_entry(entry, by=request.user)
    messages.success(request, f"已复制为新稿第 {copy.pk} 号，期号和原发布日期没有带过来")
    return redirect(reverse(f"admin:series_{copy.kind}_change", args=[copy.pk]))
