"""What the review's pane and the 稿签 print.
The time left, a digest in groups, its comb."""

from django import template

from series.text.language.due_words import how_long
from series.text.markup.comb import teeth_of_fingerprint

from .combs import draw

register = template.Library()
GROUP = 4


@register.filter
def left(due_at, now):
    """Return the time until the due moment in words: 还有 3 小时, 逾期 1 天."""
    return how_long(due_at - now)


@register.filter
def groups(digest, size=GROUP):
    """Return a digest in groups of `size` characters, easier to compare by eye."""
    return " ".join(digest[at : at + size] for at in range(0, len(digest), size))


@register.filter
def answer_to(typed, number):
    """Return what was typed in answer to the comment with this number and not sent."""
    return typed.words.get(f"id_answer_{number}", "")


@register.inclusion_tag("series/_fingerprint.html")
def digest_comb(letters):
    """Draw the comb of the signed text, 128 × 56."""
    clauses = teeth_of_fingerprint(letters)
    comb = draw(clauses, width=3 + max(len(clauses) - 1, 0) * 5, step=5, unit=1.9)
    return {"comb": comb, "css": ""}
