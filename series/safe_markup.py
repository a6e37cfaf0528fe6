"""Declare markup safe that this program wrote from parsed parts: the one door past autoescaping.

Everything else goes through `format_html` or templates; tests/structure/test_templates.py finds
any other door.
"""

import json

from django.utils.safestring import mark_safe

JSON_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def written_markup(markup):
    """Mark markup of series.text as safe; its writers escaped every word."""
    return mark_safe(markup)  # noqa: S308 (page_parts, pictures, wechat_html: never typed text)


def json_for_script(value):
    """Return a value as JSON for a data block, which it cannot close."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return written_markup(written.translate(JSON_ESCAPES))
