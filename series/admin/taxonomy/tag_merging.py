"""合并话题 and 相近的话题: merge a tag into another, list tags that look alike.

Decisions 59 and 60.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from series.actions.errors import EditorialError
from series.actions.tags.tags import merge_tags
from series.actions.tags.usage import merge_forecast, target_named
from series.admin.base import lock_chain_for_post, parse_positive_int, reject_nul
from series.models import Tag, learn_vocabulary
from series.text.language.tag_names import MAX_LENGTH
from series.text.language.tag_variants import variants


def urls(model_admin):
    """Return the paths `variants/` of the list and `merge/` of one tag."""

    def call(view):
        return model_admin.admin_site.admin_view(
            lambda request, **kwargs: view(model_admin, request, **kwargs)
        )

    return [
        path("variants/", call(variants_page), name="series_tag_variants"),
        path("<path:object_id>/merge/", call(merge_page), name="series_tag_merge"),
    ]


def merge_page(model_admin, request, object_id):
    """Show what merging a tag into another one touches; a POST merges them.

    `into` is the name of the other tag; without it the page asks for it."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    reject_nul(request)
    with lock_chain_for_post(request):
        tag = get_object_or_404(Tag, pk=parse_positive_int(str(object_id)))
        fields = request.POST if request.method == "POST" else request.GET
        name = fields.get("into", "").replace("\0", "")[: 2 * MAX_LENGTH]
        into, wrong = _target(name, tag, request)
        if request.method == "POST" and into:
            return _merge(request, tag, into)
    return _ask(model_admin, request, tag, {"into": into, "typed": name, "wrong": wrong})


def _target(name, tag, request):
    """Return (the tag of this name, "") or (None, the error message)."""
    if not name.strip() and request.method != "POST":
        return None, ""
    try:
        return target_named(name, tag=tag), ""
    except EditorialError as error:
        return None, str(error)


def _merge(request, tag, into):
    count = merge_tags(tag, into=into, by=request.user)
    message = f"话题“{tag}”已合并到“{into}”，涉及 {count} 篇稿件；旧地址转到新地址"
    messages.success(request, message)
    return redirect("admin:series_tag_change", into.pk)


def _ask(model_admin, request, tag, fields):
    forecast = merge_forecast(tag, into=fields["into"]) if fields["into"] else None
    context = {
        "title": f"合并话题“{tag}”",
        "tag": tag,
        "forecast": forecast,
        "longest": MAX_LENGTH,
        **fields,
    }
    return _render(model_admin, request, "admin/tag_merge.html", context)


def _render(model_admin, request, template, context):
    request.current_app = model_admin.admin_site.name
    frame = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts}
    return TemplateResponse(request, template, {**frame, **context})


@dataclass(frozen=True)
class SimilarTags:
    """A group of tags that look alike.

    `main` is the one with the most entries; `others` may be merged into it."""

    main: Tag
    others: list[Tag]


def variants_page(model_admin, request):
    """List the tags that look like one topic under several names (相近的话题)."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    context = {
        "title": "相近的话题",
        "groups": groups_of_similar_tags(model_admin.get_queryset(request)),
        "may_merge": model_admin.has_change_permission(request),
        "list_address": reverse("admin:series_tag_changelist"),
    }
    return _render(model_admin, request, "admin/tag_variants.html", context)


def groups_of_similar_tags(tags):
    """Group the tags that look alike, the most used group first.

    `tags` is a queryset with the annotation `used`."""
    by_name = {tag.name: tag for tag in tags.order_by("-published_count", "-used", "pk")}
    learn_vocabulary()
    groups = ([by_name[name] for name in names] for names in variants(by_name))
    return [SimilarTags(main, others) for main, *others in groups]
