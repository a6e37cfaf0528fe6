"""合并话题：the page that asks into which tag and says what will happen, and 相近的话题."""

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
from series.admin.base import chain_first, parse_positive_int, reject_nul
from series.models import Tag, learn_vocabulary
from series.text.language.tag_names import MAX_LENGTH
from series.text.language.tag_variants import variants


def urls(model_admin):
    """Return `variants/` of the list and `merge/` of one tag."""

    def call(view):
        return model_admin.admin_site.admin_view(
            lambda request, **given: view(model_admin, request, **given)
        )

    return [
        path("variants/", call(variants_page), name="series_tag_variants"),
        path("<path:object_id>/merge/", call(merge_page), name="series_tag_merge"),
    ]


def merge_page(model_admin, request, object_id):
    """GET asks for a name (`into`), or says what a merge into it touches; POST merges into the
    tag of this name."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    reject_nul(request)
    with chain_first(request):
        tag = get_object_or_404(Tag, pk=parse_positive_int(str(object_id)))
        given = request.POST if request.method == "POST" else request.GET
        name = given.get("into", "").replace("\0", "")[: 2 * MAX_LENGTH]
        into, wrong = _target(name, tag, request)
        if request.method == "POST" and into:
            return _merged(request, tag, into)
    return _asked(model_admin, request, tag, {"into": into, "typed": name, "wrong": wrong})


def _target(name, tag, request):
    """Return (tag, "") or (None, the sentence to show)."""
    if not name.strip() and request.method != "POST":
        return None, ""
    try:
        return target_named(name, tag=tag), ""
    except EditorialError as error:
        return None, str(error)


def _merged(request, tag, into):
    count = merge_tags(tag, into=into, by=request.user)
    said = f"话题“{tag}”已合并到“{into}”，涉及 {count} 篇稿件；旧地址转到新地址"
    messages.success(request, said)
    return redirect("admin:series_tag_change", into.pk)


def _asked(model_admin, request, tag, found):
    forecast = merge_forecast(tag, into=found["into"]) if found["into"] else None
    context = {
        "title": f"合并话题“{tag}”",
        "tag": tag,
        "forecast": forecast,
        "longest": MAX_LENGTH,
        **found,
    }
    return _shown(model_admin, request, "admin/tag_merge.html", context)


def _shown(model_admin, request, template, context):
    request.current_app = model_admin.admin_site.name
    frame = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts}
    return TemplateResponse(request, template, {**frame, **context})


@dataclass(frozen=True)
class AlikeTags:
    """Tags that look alike; `main` is the one with the most entries, `others` may go into it."""

    main: Tag
    others: list[Tag]


def variants_page(model_admin, request):
    """相近的话题：what looks like one topic under several names."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    context = {
        "title": "相近的话题",
        "groups": groups(model_admin.get_queryset(request)),
        "may_merge": model_admin.has_change_permission(request),
        "list_address": reverse("admin:series_tag_changelist"),
    }
    return _shown(model_admin, request, "admin/tag_variants.html", context)


def groups(tags):
    """Return the tags of this queryset (with `used`) that look alike, the most used group first."""
    known = {tag.name: tag for tag in tags.order_by("-published_count", "-used", "pk")}
    learn_vocabulary()
    found = ([known[name] for name in names] for names in variants(known))
    return [AlikeTags(main, others) for main, *others in found]
