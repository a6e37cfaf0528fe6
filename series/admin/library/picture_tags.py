"""Tags of pictures at the desk: a filter, and one line for several."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponseNotAllowed, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from series.actions.errors import EditorialError
from series.actions.media.picture_tags import split_tags, tag_pictures
from series.admin.base import parse_positive_int
from series.models import PictureTag

MOST_TAGS, MOST_PICTURES = 40, 100


class TagsField(forms.CharField):
    """A line of tags; its value is the list of their names."""

    def __init__(self, **kwargs):
        about = {"label": "标签", "required": False, "help_text": "用顿号分开，如：论坛、合影"}
        super().__init__(max_length=400, **{**about, **kwargs})

    def clean(self, value):
        try:
            return split_tags(super().clean(value))
        except EditorialError as error:
            raise forms.ValidationError(str(error)) from error


class TagFilter(admin.SimpleListFilter):
    """Filter by tag, those of most pictures first."""

    title = "标签"
    parameter_name = "tag"

    def lookups(self, request, model_admin):
        return [(name, name) for name in used_tags(model_admin.get_queryset(request))]

    def queryset(self, request, queryset):
        return queryset.filter(tags__name=self.value()) if self.value() else queryset


def used_tags(pictures):
    """Return the names of the tags of these pictures, the most used first."""
    rows = PictureTag.objects.filter(pictures__in=pictures.order_by())
    rows = rows.annotate(uses=Count("pictures")).order_by("-uses", "name")
    return list(rows.values_list("name", flat=True)[:MOST_TAGS])


def tag_chosen(model_admin, request):
    """Add the typed tags to the chosen pictures, or take them off; POST only."""
    if not model_admin.has_delete_permission(request):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    keys = [parse_positive_int(key) for key in request.POST.getlist("_selected_action")]
    rows = model_admin.get_queryset(request).filter(pk__in=keys[:MOST_PICTURES])
    remove = request.POST.get("do") == "remove"
    try:
        if not rows:
            raise EditorialError("请先勾选图片，再加标签")
        names = split_tags(request.POST.get("tags", "").replace("\0", ""))
        changed = tag_pictures(rows, names, by=request.user, remove=remove)
    except EditorialError as error:
        messages.error(request, str(error))
    else:
        done = "去掉了" if remove else "加上了"
        messages.success(request, f"{changed} 张图片{done}标签“{'、'.join(names)}”")
    back = QueryDict(request.POST.get("back", "")).urlencode()
    return redirect(f"{reverse('admin:series_picture_changelist')}?{back}".rstrip("?"))
