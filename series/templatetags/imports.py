"""The receipt of an import, on the page of a draft as imported."""

import json

from django import template

from series.actions.imports.word import import_of_newest
from series.models import AuditLine
from series.text.markup.figures import shown_words

register = template.Library()


@register.inclusion_tag("admin/_word_receipt.html")
def word_receipt(entry):
    """Show the receipt of the import that made the newest revision; nothing for others."""
    receipt = _receipt_of(entry)
    return {"receipt": receipt, "key": entry.pk} if receipt else {}


@register.simple_tag
def imported_proposals(entry):
    """Return {tags, figures} that the import proposed, each as JSON for the form's script."""
    receipt = _receipt_of(entry) or {}
    content = entry.newest.content if entry else {}
    tags = [name for name in receipt.get("proposed_tags", ()) if name not in content["tags"]]
    held = content.get("figures", ())
    figures = [_offer(line) for line in receipt.get("proposed_figures", ()) if line not in held]
    return {"tags": _as_json(tags), "figures": _as_json(figures)}


def _offer(line):
    shown, quote = shown_words(line)
    return {"line": line, "shown": shown, "quote": quote}


def _as_json(items):
    return json.dumps(items, ensure_ascii=False) if items else ""


def _receipt_of(entry):
    """Return the receipt, read once for a page; None where the text was not imported."""
    if not entry:
        return None
    if not hasattr(entry, "import_receipt"):
        lines = AuditLine.objects.filter(import_of_newest(entry), entry=entry.pk)
        line = lines.order_by("-pk").first()
        entry.import_receipt = line.detail["receipt"] if line else None
    return entry.import_receipt
