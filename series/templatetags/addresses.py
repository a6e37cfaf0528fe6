"""The framework's `url` tag, which writes each address once a process.

To find a pattern and write it takes as long as to print ten values, and a page has a dozen addresses.
"""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as framework_url
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape

register = template.Library()
MOST = 20_000
PLAIN = (int, str)


class AddressNode(URLNode):
    """An address; written anew where it has named arguments or goes into a variable."""

    def render(self, context):
        values = tuple([value.resolve(context) for value in self.args])
        if self.kwargs or self.asvar or not all(type(value) in PLAIN for value in values):
            return super().render(context)
        address = _written(
            *(get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()),
            *(str(self.view_name.resolve(context)), _application(context), values),
        )
        return conditional_escape(address) if context.autoescape else address


def _application(context):
    """Return the application that names are looked up in first, as the framework's tag does."""
    request = getattr(context, "request", None)
    if hasattr(request, "current_app"):
        return request.current_app
    return getattr(getattr(request, "resolver_match", None), "namespace", None)


@lru_cache(maxsize=MOST)
def _written(urlconf, prefix, name, application, values):
    return reverse(name, urlconf, args=values, current_app=application)


@register.tag
def url(parser, token):
    """Return the node of `{% url 'name' value … %}`."""
    node = framework_url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)
