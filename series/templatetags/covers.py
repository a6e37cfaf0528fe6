from django import template
from django.urls import reverse

register = template.Library()


@register.filter
def cover_url(entry, shape):
    """The path of the entry's cover in this shape: og, wide or square. The number behind it is
    for caches that never ask twice."""
    return f"{reverse('series:share_cover', args=[entry.pk, shape])}?v={entry.version}"
