"""The operations of the read interface. Decision 52.

The documentation is the OpenAPI document alone: a page that loads scripts from elsewhere would be a
request to a third party.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from series.context import root_of
from series.models import Column, Series, Tag
from series.views.entry_addresses import shows_entries, shows_no_entry

from . import finding, queries, writing
from . import schemas as out
from .addresses import lists_of_entries, whole_entry
from .answering import BadQueryError, error_response, handle_errors
from .events import list_of_events, page_of_events


class ReadableRenderer(JSONRenderer):
    """JSON with Chinese characters as themselves, at half the size."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="公开内容读取接口",
    version="1.0.0",
    description=(
        "网站公开内容的只读接口，与网页所示完全一致：未发布的稿件不在其中，撤回或下线的回答 410。"
        "不需要登录，不设 Cookie。回答带 ETag，请用 If-None-Match 再次读取。"
        "出错时回答 {“error”: “一句话”}。"
    ),
    docs_url=None,
    openapi_url=None,
    urls_namespace="series-api",
    renderer=ReadableRenderer(),
)
handle_errors(api)
WRONG = {400: out.ErrorOut, 404: out.ErrorOut}
LEAVE_OUT = {"exclude_none": True}


@api.exception_handler(ValidationError)
def _asked_wrong(request, exception):
    names = dict.fromkeys(str(problem["loc"][-1]) for problem in exception.errors)
    return error_response(
        f"参数有误：{'、'.join(names)}，请对照 /api/openapi.json 核对", status=400
    )


def _refuse_unknown(request, *allowed):
    """Raise BadQueryError for unknown parameters; a misspelled filter would answer everything."""
    names = {field.alias or name for model in allowed for name, field in model.model_fields.items()}
    if strange := [name for name in request.GET if name not in names]:
        raise BadQueryError(f"没有参数“{strange[0][:40]}”，可用的是：{'、'.join(sorted(names))}")


def _links(request, name, page):
    """Return `next` and `previous` of a page, with the other parameters kept."""
    filters = [(key, value) for key, value in request.GET.items() if key not in ("before", "after")]
    here = root_of(request) + reverse(f"series:{name}")
    links = {"next": page.older, "previous": page.newer}
    return {key: f"{here}?{_joined(filters, cursor)}" for key, cursor in links.items() if cursor}


def _joined(filters, cursor):
    return "&".join(filter(None, (urlencode(filters), cursor)))


def _next_key(request, name, key):
    if key is None:
        return {}
    filters = [pair for pair in request.GET.items() if pair[0] != "after"]
    query = urlencode([*filters, ("after", key)])
    return {"next": f"{root_of(request)}{reverse(f'series:{name}')}?{query}"}


@api.get("", response=out.IndexOut, url_name="api", summary="目录")
@shows_no_entry
def index(request):
    """各个地址。"""
    _refuse_unknown(request)
    root = root_of(request)
    names = ("entries", "events", "columns", "series", "tags", "openapi")
    addresses = {name: root + reverse(f"series:api_{name}") for name in names}
    site = settings.SITE
    return {"name": site["name"], "owner": site["owner"], "address": f"{root}/", **addresses}


@api.get(
    "entries/",
    response={200: out.EntryPageOut, **WRONG},
    url_name="api_entries",
    summary="稿件列表",
    **LEAVE_OUT,
)
@shows_entries(lists_of_entries)
def entries(request, asked: Query[queries.EntryQuery]):
    """公开的文章、倡议和活动，新的在前；各个条件可以合用。"""
    _refuse_unknown(request, queries.EntryQuery)
    root, page = root_of(request), finding.find_entries(request, asked)
    cards = [writing.card(row, root) for row in page.rows]
    return {"entries": cards, **_links(request, "api_entries", page)}


@api.get(
    "entries/{int:pk}/",
    response={200: out.EntryOut, **WRONG, 410: out.ErrorOut},
    url_name="api_entry",
    summary="一篇稿件的全文",
    **LEAVE_OUT,
)
@shows_entries(whole_entry)
def entry(request, pk: int):
    """撤回或下线的稿件回答 410，没有或尚未发布的回答 404。"""
    _refuse_unknown(request)
    row, files, turn = finding.find_entry(pk)
    return writing.full_entry(row, root_of(request), files=files, turn=turn)


@api.get(
    "events/",
    response={200: out.EventPageOut, **WRONG},
    url_name="api_events",
    summary="活动",
    **LEAVE_OUT,
)
@shows_entries(list_of_events)
def events(request, asked: Query[queries.EventQuery]):
    """在 from 与 to 之间（含两天）举行的公开活动，开始晚的在前。"""
    _refuse_unknown(request, queries.EventQuery)
    root, page = root_of(request), page_of_events(request, asked)
    cards = [{**writing.card(row, root), "meeting": writing.meeting(row)} for row in page.rows]
    return {"events": cards, **_links(request, "api_events", page)}


@api.get(
    "columns/",
    response={200: out.ColumnPageOut, **WRONG},
    url_name="api_columns",
    summary="专栏",
    **LEAVE_OUT,
)
@shows_no_entry
def columns(request, asked: Query[queries.KeyQuery]):
    """全部专栏。"""
    _refuse_unknown(request, queries.KeyQuery)
    rows, key = finding.page_after_key(Column.objects.all(), asked)
    columns = [writing.column(row, root_of(request)) for row in rows]
    return {"columns": columns, **_next_key(request, "api_columns", key)}


@api.get(
    "series/",
    response={200: out.SeriesPageOut, **WRONG},
    url_name="api_series",
    summary="系列",
    **LEAVE_OUT,
)
@shows_no_entry
def series(request, asked: Query[queries.SeriesQuery]):
    """有公开内容的系列。"""
    _refuse_unknown(request, queries.SeriesQuery)
    rows = Series.objects.published().select_related("host")
    if asked.column is not None:
        rows = rows.filter(column=asked.column)
    rows, key = finding.page_after_key(rows, asked)
    found = [writing.series(row, root_of(request)) for row in rows]
    return {"series": found, **_next_key(request, "api_series", key)}


@api.get(
    "tags/",
    response={200: out.TagPageOut, **WRONG},
    url_name="api_tags",
    summary="话题",
    **LEAVE_OUT,
)
@shows_no_entry
def tags(request, asked: Query[queries.KeyQuery]):
    """有公开内容的话题。"""
    _refuse_unknown(request, queries.KeyQuery)
    rows, key = finding.page_after_key(Tag.objects.published(), asked)
    tags = [writing.tag(row, root_of(request)) for row in rows]
    return {"tags": tags, **_next_key(request, "api_tags", key)}
