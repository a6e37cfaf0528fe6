"""The receipt of an import, on the page of a draft while its text is the imported one."""

from django import template

from series.actions.imports.word import VERB
from series.models import AuditLine

register = template.Library()


@register.inclusion_tag("admin/_word_receipt.html")
def word_receipt(entry):
    """Show the receipt of the import that made the newest revision; nothing for others."""
    if not entry:
        return {}
    lines = AuditLine.objects.filter(entry=entry.pk, verb=VERB, digest=entry.newest.digest)
    line = lines.order_by("-pk").first()
    return {"receipt": line.detail["receipt"], "key": entry.pk} if line else {}
