"""Search results: the passages that hold the words, in pieces that the template marks."""

from django import template

from series.search import snippets

register = template.Library()


@register.filter
def marked(text, words):
    return snippets.marked(text, words)


@register.filter
def passages(entry, words):
    """Return the best passages of the entry's text, without its headline."""
    text = entry.plain_text.removeprefix(entry.headline).lstrip()
    return snippets.marked(snippets.snippet(text or entry.headline, words), words)
