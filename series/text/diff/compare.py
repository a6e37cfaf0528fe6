"""Compare two bodies (decision 28).
What was reworded, added, removed, moved or formatted differently."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Literal

from series.text.markup.stored_html import visible_text

from .alignment import AlignedBlock, align_blocks, body_blocks
from .block_names import block_names
from .myers import Effort
from .splitting import divided_or_joined
from .wording import ChangedText, compare_texts

State = Literal["same", "changed", "moved", "new", "gone"]
_ROW, _CELL = re.compile(r"<tr>.*?</tr>", re.S), re.compile(r"<t[hd]\b.*?</t[hd]>", re.S)
_IMAGE = re.compile(r"<img\b[^>]*>")
_ATTRIBUTE = re.compile(r'\s(src|alt)="([^"]*)"')
_STYLED = re.compile(r"<(strong|em|sup|sub|a)\b([^>]*)>(.*?)</\1>", re.S)
_HREF = re.compile(r'href="([^"]*)"')
JOINT = "¶\n"  # where one paragraph was divided, or two were joined
STYLES = {"strong": "加粗", "em": "强调", "sup": "上标", "sub": "下标", "a": "链接"}
SORTS = {
    "p": "段落",
    "h2": "小标题",
    "h3": "三级标题",
    "h4": "四级标题",
    "ul": "列表",
    "ol": "编号列表",
    "table": "表格",
    "figure": "图片",
    "blockquote": "引文",
    "hr": "分隔线",
}


@dataclass(frozen=True)
class ChangedBlock:
    """One block of the two bodies.
    `name` is its name (引一, 题二, 节二); of a moved block `came_from` names the block that it stood
    before. `notes` are changes that the words do not show."""

    state: State
    kind: str
    name: str
    pieces: tuple[ChangedText, ...]
    notes: tuple[str, ...] = ()
    came_from: str = ""
    at: tuple[int, ...] = field(default=(), compare=False)  # its positions in the new body

    @property
    def altered(self) -> bool:
        return self.state != "same"

    @property
    def marked(self) -> tuple[ChangedText, ...]:
        """Return the changed words of a block that stands on both sides."""
        if self.state in ("new", "gone"):
            return ()
        changed = (piece for piece in self.pieces if not piece.same)
        return tuple(piece for piece in changed if (piece.old + piece.new).strip(JOINT))

    @property
    def old(self) -> str:
        return "".join(piece.old for piece in self.pieces)

    @property
    def new(self) -> str:
        return "".join(piece.new for piece in self.pieces)


def compare_bodies(old: str, new: str) -> tuple[ChangedBlock, ...]:
    """Return the blocks of both bodies in the order of the new one.
    A removed block stands where it was."""
    before, after = body_blocks(old), body_blocks(new)
    alignment = align_blocks(before, after)
    return tuple(_Reader(before, after, alignment).places())


class _Reader:
    def __init__(self, before: Sequence[AlignedBlock], after: Sequence[AlignedBlock], alignment):
        self.before, self.after = before, after
        self.old_names, self.new_names = block_names(before), block_names(after)
        self.kept, self.moved = dict(alignment.kept), dict(alignment.moved)
        self.origin = {j: i for i, j in (*alignment.kept, *alignment.moved)}
        self.group = {
            at: one for one in divided_or_joined(before, after, alignment) for at in one.new
        }
        self.joined = {at for one in self.group.values() for at in one.old}
        self.effort = Effort()  # for all the paragraphs together

    def places(self) -> Iterator[ChangedBlock]:
        at = 0
        for j, part in enumerate(self.after):
            if group := self.group.get(j):
                if j == group.new[0]:
                    yield from self._gone(at, group.old[0])
                    at = group.old[-1] + 1
                    yield self._regrouped(group)
                continue
            i = self.origin.get(j)
            if i is not None and i in self.kept:
                yield from self._gone(at, i)
                at = i + 1
            yield self._place(i, j, part)
        yield from self._gone(at, len(self.before))

    def _regrouped(self, group):
        """Return one block for a paragraph that was divided or for several that were joined."""
        old = JOINT.join(self.before[i].block.text for i in group.old)
        new = JOINT.join(self.after[j].block.text for j in group.new)
        divided = len(group.new) > 1
        note = f"分为 {len(group.new)} 段" if divided else f"{len(group.old)} 段并为 1 段"
        words = compare_texts(old, new, effort=self.effort)
        return ChangedBlock(
            "changed", "p", self.new_names[group.new[0]], words, (note,), at=tuple(group.new)
        )

    def _gone(self, start, end):
        for i in range(start, end):
            if i not in self.kept and i not in self.moved and i not in self.joined:
                part = self.before[i]
                text = ChangedText(_shown(part), "")
                yield ChangedBlock("gone", part.block.kind, self.old_names[i], (text,))

    def _place(self, i, j, part):
        name, kind = self.new_names[j], part.block.kind
        if i is None:
            return ChangedBlock("new", kind, name, (ChangedText("", _shown(part)),), at=(j,))
        before, moved = self.before[i], i in self.moved
        same = before.block.html == part.block.html
        words = (ChangedText(_shown(part), _shown(part)),) if same else self._words(before, part)
        notes = () if same else tuple(_notes(before, part))
        state = "moved" if moved else "same" if same else "changed"
        came_from = self._stood_before(i) if moved else ""
        return ChangedBlock(state, kind, name, words, notes, came_from, at=(j,))

    def _words(self, before, part):
        return compare_texts(_shown(before), _shown(part), effort=self.effort)

    def _stood_before(self, i):
        """Return the new name of the next kept block; 末尾 where none follows."""
        later = next((k for k in range(i + 1, len(self.before)) if k in self.kept), None)
        return "末尾" if later is None else self.new_names[self.kept[later]]


def _shown(part: AlignedBlock) -> str:
    """Return the block as lines.
    A table gives its rows, a list its items, a picture its description."""
    block = part.block
    if block.kind == "table":
        return (
            "\n".join(
                "｜".join(visible_text(cell) for cell in _CELL.findall(row))
                for row in _ROW.findall(block.html)
            )
            or block.text
        )
    if block.kind == "figure":
        return block.text or "（无说明的图片）"
    if block.kind == "hr":
        return "———"
    return block.text


def _notes(before: AlignedBlock, after: AlignedBlock) -> Iterator[str]:
    one, other = before.block, after.block
    if one.kind != other.kind:
        yield f"{SORTS[one.kind]}改为{SORTS[other.kind]}"
    yield from _style_notes(one.html, other.html)
    yield from _picture_notes(picture_descriptions(one.html), picture_descriptions(other.html))


def _style_notes(old, new):
    before, after = Counter(_styles(old)), Counter(_styles(new))
    for style, words in (before - after).elements():
        yield f"取消{style}：{words}"
    for style, words in (after - before).elements():
        yield f"改为{style}：{words}"


def _styles(html):
    for tag, attributes, inner in _STYLED.findall(html):
        address = _HREF.search(attributes)
        target = f"（{unescape(address[1])}）" if address else ""
        yield STYLES[tag], f"“{visible_text(inner)}”{target}"


def _picture_notes(old, new):
    for src in old.keys() & new.keys():
        if old[src] != new[src]:
            yield f"替代文字由“{old[src]}”改为“{new[src]}”"
    for src in old.keys() - new.keys():
        yield f"去掉图片：{old[src] or src}"
    for src in new.keys() - old.keys():
        yield f"放入图片：{new[src] or src}"


def picture_descriptions(body: str) -> dict[str, str]:
    """Return {address: alternative text} of the pictures of a body."""
    descriptions = {}
    for image in _IMAGE.findall(body):
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(image)}
        descriptions[attributes.get("src", "")] = attributes.get("alt", "")
    return descriptions
