"""Addresses under /api/; anything else there is answered in JSON too."""

from django.http import JsonResponse
from django.urls import path

from series.context import root_of
from series.views.entry_addresses import shows_no_entry

from .answering import open_to_all, unknown_address
from .operations import api


@shows_no_entry
@open_to_all
def openapi(request):
    """Answer with the OpenAPI document, with the requested host as its server."""
    document = dict(api.get_openapi_schema(path_prefix="/api/"))
    document["servers"] = [{"url": root_of(request)}]
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False})


def _opened(pattern):
    """Return the URL pattern of one operation, open to all, with its declared addresses."""
    pattern.callback = open_to_all(pattern.callback)
    pattern.callback.entry_addresses = FUNCTIONS[pattern.name].entry_addresses
    return pattern


FUNCTIONS = {
    operation.url_name: operation.view_func
    for path_view in api.default_router.path_operations.values()
    for operation in path_view.operations
}


_operations = [_opened(each) for each in api.urls[0] if each.name != "api-root"]
urlpatterns = [
    path("openapi.json", openapi, name="api_openapi"),
    *_operations,
    path("<path:rest>", shows_no_entry(unknown_address)),
]
