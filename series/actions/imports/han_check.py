"""The check that an import stores exactly the Han characters that were read (decision 7)."""

from dataclasses import replace

from series.actions.errors import EditorialError
from series.models.content_fields import LABELS, RECOGNISED_LINES
from series.text.account.witness import source_witness
from series.text.language.han import han
from series.text.markup import stored_html
from series.text.recognition.published import same_han

from .account import account_of

NEAR = 12


def check_han(reading, content, *, column, source):
    """Refuse a text of which a Han character was lost, added or moved before storing.

    What will be stored is compared with what was read from the file, whatever the recogniser
    reports; `column` and `source` are the names as they will be stored. Raises EditorialError.
    """
    text, receipt = reading.text, reading.receipt
    lines = {field.key: field.value_in(content) for field in RECOGNISED_LINES}
    for key, stored in lines.items():
        _compare(LABELS[key], han(getattr(text, key)), han(stored))
    read, stored = stored_html.visible_text(text.body), stored_html.visible_text(content["body"])
    _compare(LABELS["body"], han(read), han(stored))
    stored_text = replace(
        text,
        **lines,
        body=content["body"],
        number=content["number"],
        column=column if text.column else "",
        source=source,
    )
    named = han(receipt.series) in han(content["subtitle"] or content["headline"])
    same = same_han(stored_text, reading.source) or _is_accounted_for(stored_text, reading.source)
    if not (named and same):
        raise EditorialError(
            "汉字核对不一致：要存入的文字与读到的文字汉字不同，未导入，请报告维护人员"
        )


def _is_accounted_for(text, source):
    """Tell whether all that the reader gave is in the text or dropped.
    In the text it stands in its order; what is dropped is named.

    A page that prints its title twice has it in another place than `same_han` looks for it.
    """
    account = account_of(text, source, source_witness(source))
    return account.is_balanced and account.in_order


def _compare(label, read, stored):
    if read == stored:
        return
    pairs = enumerate(zip(read, stored, strict=False))
    at = next((at for at, (a, b) in pairs if a != b), min(len(read), len(stored)))
    near = (read if len(read) > at else stored)[max(0, at - NEAR) : at + NEAR]
    raise EditorialError(f"汉字核对不一致：{label}在“{near}”附近与读到的不同，未导入")
