"""Search results: the passages that hold the words, in pieces that the template marks."""

from django import template

from series.search import snippets
from series.text.typography.title_words import break_places, cut_out, stored_breaks

register = template.Library()

LONGEST_WHOLE = 10  # characters of a hit that a line of a phone's result holds


@register.filter
def marked_title(entry, words):
    """Return [(words, is looked for, may begin a line)] of a headline.

    Lines of a headline end between words here, too, and never within a hit that a line holds
    (decision 133)."""
    line = stored_breaks(entry.title_words).get(entry.headline, entry.headline)
    found, at = [], 0
    for text, is_hit in snippets.marked(entry.headline, words):
        whole = is_hit and len(text) <= LONGEST_WHOLE
        piece = [text] if whole else cut_out(line, at, at + len(text))
        found.append((piece, is_hit, at in break_places(line)))
        at += len(text)
    return found


@register.filter
def times_in_text(entry, words):
    """Return how often the words stand in the entry's text, without its headline."""
    return snippets.times(entry.plain_text.removeprefix(entry.headline), words)


@register.filter
def passages(entry, words):
    """Return the best passages of the entry's text, without its headline."""
    text = entry.plain_text.removeprefix(entry.headline).lstrip()
    return snippets.marked(snippets.snippet(text or entry.headline, words), words)
