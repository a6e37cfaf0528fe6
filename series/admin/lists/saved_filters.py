"""Saved filters of a list: links, and forms to save and delete."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse

from series.actions.desk.saved_filters import keep_filter, tidy_query
from series.actions.errors import EditorialError
from series.models import Kind, SavedFilter
from series.roles import may
from series.text.language.single_line import single_line

LISTS = ("entry", *Kind.values)


def list_context(request, name):
    """Return the context that the list's template needs for saved filters."""
    return {
        "saved_filters": SavedFilter.objects.filter(user=request.user, list=name),
        "present_query": tidy_query(request.META["QUERY_STRING"]),
        "list_name": name,
    }


def keep_view(request):
    """Save a filter (list, name, query) and go back to the list; POST only."""
    if not may(request.user, "view"):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    of_list = request.POST.get("list", "")
    of_list = of_list if of_list in LISTS else "entry"
    name = single_line(request.POST.get("name", ""))
    query = tidy_query(request.POST.get("query", ""))
    try:
        saved = keep_filter(user=request.user, of_list=of_list, name=name, query=query)
        messages.success(request, f"常用筛选“{saved}”已存")
    except EditorialError as error:
        messages.error(request, str(error))
    return redirect(list_address(of_list, query))


def delete_view(request, object_id):
    """Delete one of the user's own filters; POST only."""
    row = SavedFilter.objects.filter(pk=object_id, user=request.user).first()
    if row is None or not may(request.user, "view"):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row.delete()
    messages.success(request, f"常用筛选“{row}”已删去")
    return redirect(list_address(row.list, row.query))


def list_address(of_list, query):
    """Return the address of a list with this query."""
    page = reverse(f"admin:series_{of_list}_changelist")
    return f"{page}?{query}" if query else page


admin.site.add_page("filters/", keep_view, name="desk_filters")
admin.site.add_page("filters/<int:object_id>/delete/", delete_view, name="desk_filter_delete")
