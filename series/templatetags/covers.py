from django import template

from series.facts import cover_address

register = template.Library()


@register.filter
def cover_url(entry, shape):
    """Return the path of the entry's cover in this shape: og, wide or square.

    The version in its query is for caches that never ask again.
    """
    return cover_address(entry, shape)
