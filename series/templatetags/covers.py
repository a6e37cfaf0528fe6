from django import template

from series.facts import cover_address

register = template.Library()


@register.filter
def cover_url(entry, shape):
    """Return the path of the entry's cover in this shape: og, wide or square.

    The version in its query is for caches that never ask again.
    """
    return cover_address(entry, shape)


@register.filter
def crop(picture, extension):
    """Return the path of the picture's smallest crop in 16:9."""
    return picture.cover_url(picture.COVERS[0], extension)
