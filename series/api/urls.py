"""Addresses under /api/; anything else there is answered in JSON too."""

from django.http import JsonResponse
from django.urls import path

from series.context import root_of

from .answering import open_to_all, unknown
from .operations import api


@open_to_all
def openapi(request):
    """The OpenAPI document, with the address that was asked as its server."""
    document = dict(api.get_openapi_schema(path_prefix="/api/"))
    document["servers"] = [{"url": root_of(request)}]
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False})


def _opened(pattern):
    pattern.callback = open_to_all(pattern.callback)
    return pattern


_operations = [_opened(each) for each in api.urls[0] if each.name != "api-root"]
urlpatterns = [
    path("openapi.json", openapi, name="api_openapi"),
    *_operations,
    path("<path:rest>", unknown),
]
