"""What a draft may lack or has wrong.
It goes in all the same, and the receipt names it."""

from dataclasses import replace

from django.core.exceptions import ValidationError

from chamber.models import Organization
from series.models import Entry
from series.models.content_fields import FIELDS
from series.text.markup import stored_html

NEAR = 16
SHOWN = 40
LEFT_EMPTY = ("author", "editor")


def without_odd_values(reading):
    """Return (reading, sentences): without the optional values that no field can hold.

    There is one sentence for each value that was left out, with its words.
    """
    odd = _odd_values(reading)
    text = reading.text
    for key in odd.keys() & {*LEFT_EMPTY, "source"}:
        parts = (
            replace(part, role="dropped") if part.role == key else part for part in text.recognised
        )
        text = replace(text, recognised=tuple(parts), **{key: ""})
    known = {key: "" for key in odd.keys() - {"url"}}
    reading = replace(reading, text=text, receipt=replace(reading.receipt, **known))
    return (replace(reading, url="") if "url" in odd else reading), tuple(odd.values())


def _odd_values(reading):
    odd = {}
    longest = {key: FIELDS[key].max_length for key in LEFT_EMPTY}
    longest["source"] = Organization._meta.get_field("name").max_length
    for key, most in longest.items():
        value = getattr(reading.receipt, key)
        if len(value) > most:
            label = FIELDS[key].label
            odd[key] = f"{label}有 {len(value)} 个字，最多 {most} 个，没有填入：{_shown(value)}"
    try:
        Entry._meta.get_field("original_url").run_validators(reading.url)
    except ValidationError:
        odd["url"] = f"原文网址无法识别，没有填入：{_shown(reading.url)}"
    return odd


def _shown(value):
    return f"“{value[:SHOWN]}{'……' if len(value) > SHOWN else ''}”"


def pictures_to_describe(body):
    """Return a phrase for each picture without alternative text: its number and its place."""
    silent = set(stored_html.silent_pictures(body))
    if not silent:
        return ()
    phrases, number, before = [], 0, ""
    for block in stored_html.blocks(body):
        for _ in range(block.html.count("<img")):
            number += 1
            if number in silent:
                phrases.append(f"第 {number} 张（{_place(before)}）")
        before = block.text.strip() or before
    return tuple(phrases)


def _place(before):
    return f"在“{before[-NEAR:]}”之后" if before else "在正文开头"
