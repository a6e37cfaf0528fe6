"""Where the fields of an entry stand on the writing page.

At hand, or folded with their value.

A new article shows five fields; what is rarely filled in is one folded line that says its value
(decision 117).
"""

from collections.abc import Callable
from dataclasses import dataclass

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class FieldGroup:
    """Fields of one kind of entry that stand between headline and text."""

    title: str
    rows: Rows


@dataclass(frozen=True)
class FoldedFields:
    """Fields behind one line. `says` gives their value in words for a form.

    Where `opens` is true the fold stands open as soon as one of its fields is filled in. One that
    comes `later` is not shown for a new entry."""

    name: str
    title: str
    rows: Rows
    says: Callable
    opens: bool = False
    later: bool = False


@dataclass(frozen=True)
class ShownFold:
    """A fold as the page shows it."""

    name: str
    title: str
    says: str
    is_open: bool
    rows: tuple


def shown_rows(form, rows):
    """Return the bound fields of rows, without the fields that this form left out."""
    kept = (tuple(form[name] for name in row if name in form.fields) for row in rows)
    return tuple(row for row in kept if row)


def shown_folds(form, *, is_new):
    """Return the ShownFold of every fold that has a field for this entry."""
    folds = (fold for fold in FOLDS if not (is_new and fold.later))
    return [shown for fold in folds if (shown := _shown(form, fold))]


def _shown(form, fold):
    rows = shown_rows(form, fold.rows)
    if not rows:
        return None
    fields = [field for row in rows for field in row]
    wrong = any(field.errors for field in fields)
    filled = fold.opens and any(field.value() for field in fields)
    return ShownFold(fold.name, fold.title, fold.says(form), wrong or filled, rows)


def fixed(words):
    """Return a `says` for a fold whose line is always the same."""
    return lambda form: words


def count_of_lines(name, *, none, unit):
    """Return a `says` that counts the filled lines of a text area."""

    def says(form):
        number = sum(1 for line in (form[name].value() or "").splitlines() if line.strip())
        return f"{number} {unit}" if number else none

    return says


def count_of_files(form):
    """Return how many attachments are chosen, in words."""
    number = len(form["attachments"].value() or ())
    return f"{number} 个" if number else "没有附件"


def reprint_in_words(form):
    """Return where the text was printed first, in words."""
    if not form["reprint"].value():
        return "不是转载"
    return f"转载自{form['original_source'].value() or '（还没有写出处）'}"


def event_in_words(form):
    """Return of which event the text tells, in words."""
    chosen = str(form["about_event"].value() or "")
    names = {str(key): name for key, name in form.fields["about_event"].choices}
    return names.get(chosen, "") if chosen else "不写某一场活动"


def rest_in_words(form):
    """Return the value of the rarest fields, in words."""
    said = ["不加关键词链接" if form["no_keywords"].value() else "自动加关键词链接"]
    if "dateline" in form.fields and form["dateline"].value():
        said.append(f"原发布于 {form['dateline'].value()}")
    return "，".join(said)


def note_in_words(form):
    """Return the beginning of the note on this save, in words."""
    return form["note"].value() or "没有说明"


def progress_in_words(form):
    """Return what is told of a call beside its text, in words."""
    fields = ("milestones", "thresholds", "outcome")
    filled = [form[name].label for name in fields if (form[name].value() or "").strip()]
    return "、".join(filled) or "还没有"


FOLDS = (
    FoldedFields(
        "progress",
        "历程、承诺、结果",
        (("milestones",), ("thresholds",), ("outcome",)),
        progress_in_words,
    ),
    FoldedFields(
        "credits", "署名", (("source",), ("author", "editor")), fixed("不注明"), opens=True
    ),
    FoldedFields("series", "系列", (("series",), ("number",)), fixed("不属于系列"), opens=True),
    FoldedFields("aftermath", "活动", (("about_event",), ("aftermath",)), event_in_words),
    FoldedFields("attachments", "附件", (("attachments",),), count_of_files),
    FoldedFields(
        "figures", "数字", (("figures",),), count_of_lines("figures", none="没有单列", unit="个")
    ),
    FoldedFields(
        "corrections",
        "更正",
        (("corrections",),),
        count_of_lines("corrections", none="没有更正", unit="条"),
        later=True,
    ),
    FoldedFields(
        "reprint",
        "转载",
        (("reprint",), ("original_title",), ("original_source",), ("original_at", "original_url")),
        reprint_in_words,
    ),
    FoldedFields("rest", "更多", (("no_keywords",), ("dateline",)), rest_in_words),
    FoldedFields("note", "修改说明", (("note",),), note_in_words, later=True),
)
