"""The account of one import.
What became of each character of its source (decisions 98, 102)."""

import re
from collections import defaultdict
from dataclasses import replace

from series.text.account.balance import Account, settle
from series.text.account.latin import lost_latin
from series.text.account.witness import Witness
from series.text.language.han import han, numeral
from series.text.markup import stored_html
from series.text.markup.blocks import Piece, Source
from series.text.recognition.published import PublishedText

# The attribute of a PublishedText that holds what a recognised part says, where names differ.
ATTRIBUTES = {"title": "headline", "date": "published_on"}
# Values of the text's head that may stand nowhere among the recognised parts.
STORED = ("column", "kicker", "headline", "subtitle", "source", "author", "editor")
LINES = "文首文末的说明"
LATIN = "未能入稿的数字、字母"
SHOWN, FOLDED = 60, 24
SENTENCE = re.compile("[，、][^。]*[。！？]")
# Parts of a page that are expected to go: their words are shown by their beginning.
FURNITURE = (
    "导航、页脚等",
    "正文以外的网页文字",
    "页面按钮、相关链接",
    "脚本、样式",
    "隐藏内容",
    "表单、嵌入内容",
)


def account_of(text: PublishedText, source: Source, witness: Witness) -> Account:
    """Return the Account of a source that was recognised as `text`."""
    moved, dropped = [], list(source.dropped)
    for part in text.recognised:
        if part.role == "dropped":
            dropped.append(Piece(LINES, part.text))
        elif part.role != "body" and _is_stored(text, part):
            moved.append(Piece(part.role, part.text))
    words, fields = stored_html.visible_text(text.body), (*moved, *_values(text, moved))
    account = settle(witness, body=words, fields=fields, dropped=tuple(dropped), added=source.added)
    said = [piece.words for piece in (*fields, *dropped)]
    lost = lost_latin(witness, html=text.body, words=words, said=said)
    return replace(account, latin=tuple(lost))


def _values(text, moved):
    """Return the fields' values that no recognised part says: the file's head gave them."""
    said = {piece.name: han(piece.words) for piece in moved}
    for key in STORED:
        role = "title" if key == "headline" else key
        value = getattr(text, key)
        if han(value) and han(value) not in said.get(role, ""):
            # Two names may stand apart in the source: 记者 X 通讯员 Y.
            yield from (Piece(role, name) for name in value.split("、"))


def running_text_around(source: Source, *, kept: int) -> str:
    """Return the sentences that a page's reader left around the text, where they outweigh it.

    A page whose article was not found then says so, and not “与原文一致”.
    """
    lines = [
        line.strip()
        for piece in source.dropped
        if piece.name in FURNITURE
        for line in piece.words.split("\n")
        if SENTENCE.search(line)
    ]
    words = "".join(dict.fromkeys(lines))
    return words if len(han(words)) > kept else ""


def _is_stored(text, part):
    """Tell whether the field of a recognised part holds what the part says."""
    value = getattr(text, ATTRIBUTES.get(part.role, part.role), None)
    if isinstance(value, int):
        return str(value) in part.text or numeral(value) in part.text
    if isinstance(value, str) and han(part.text):
        names = value.split("、") if part.role == "author" else ()
        return han(part.text) in (han(value), *map(han, names))
    return value not in (None, "")


def counts_of(account: Account) -> dict[str, int]:
    """Return {what: how many Han characters} in the order of the receipt."""
    return {
        "source": account.total,
        "kept": account.kept,
        "moved": account.moved,
        "dropped": account.dropped_count,
        "left": account.left_count,
    }


def dropped_phrases(account: Account) -> tuple[str, ...]:
    """Return a phrase for each sort of dropped words.
    Those of a page's furniture are folded."""
    return tuple(
        f"{name} {count} 字：“{_folded(words, FOLDED if name in FURNITURE else SHOWN)}”"
        for name, count, words in account.dropped
    )


def left_phrases(account: Account) -> tuple[str, ...]:
    """Return a phrase for each run of words that reached neither body nor fields."""
    return tuple(
        f"未能入稿的文字 {len(han(words))} 字：“{words}”{f'（{place}）' if place else ''}"
        for place, words in account.left
    ) + tuple(_latin_phrases(account))


def _latin_phrases(account):
    """Yield a phrase for each place whose numbers and Latin words reached nothing."""
    places = defaultdict(list)
    for place, word in account.latin:
        places[place].append(word)
    for place, words in places.items():
        named = _folded("、".join(words), SHOWN)
        yield f"{LATIN} {len(words)} 处：“{named}”{f'（{place}）' if place else ''}"


def around_phrases(source: Source, account: Account) -> tuple[str, ...]:
    """Return the phrase about running text around the body, where it outweighs the body."""
    words = running_text_around(source, kept=account.kept)
    if not words:
        return ()
    shown = _folded(words, SHOWN)
    return (f"网页里另有成段的文字 {len(han(words))} 字没有入稿，请核对正文：“{shown}”",)


def extra_phrases(account: Account) -> tuple[str, ...]:
    """Return a phrase for each run of words that the source does not have."""
    return tuple(f"多出的文字 {len(words)} 字：“{words}”" for words in account.extra)


def _folded(words, most):
    return words if len(words) <= most else f"{words[:most]}……"
