"""What the review's pane and the 稿签 print: how long is left, a digest in groups, its comb."""

from django import template

from series.text.language.due_words import how_long
from series.text.markup.comb import teeth_of_fingerprint

from .combs import draw

register = template.Library()
GROUP = 4


@register.filter
def left(due_at, now):
    """还有 3 小时, 逾期 1 天."""
    return how_long(due_at - now)


@register.filter
def groups(digest, size=GROUP):
    """Return a digest in groups of `size` letters, for eyes."""
    return " ".join(digest[at : at + size] for at in range(0, len(digest), size))


@register.inclusion_tag("series/_fingerprint.html")
def digest_comb(letters):
    """Return the comb of the words that are signed, 128 × 56."""
    found = teeth_of_fingerprint(letters)
    comb = draw(found, width=3 + max(len(found) - 1, 0) * 5, step=5, unit=1.9)
    return {"comb": comb, "css": ""}
