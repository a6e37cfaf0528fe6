"""The receipt of one imported text: for the operator, for programs, and for the audit."""

from dataclasses import dataclass, field, replace
from pathlib import PurePath

NEW, SAME, CHANGED, REFUSED = "new", "same", "changed", "refused"
UNCHANGED = "与上次导入相同，没有改动"
UNDESCRIBED = "有图片缺替代文字，存为草稿，请在工作台逐幅补上后再送审"
UNACCOUNTED = "有文字与原文不一致，没有公开，请在工作台对照原文补上或删去后再送审"


@dataclass(frozen=True)
class ImportReceipt:
    """The receipt of one text.

    `file` is the path, with the line number in an archive (`a.jsonl:12`). `marks` counts the
    punctuation that was restored to full width, by kind; `spaces_kept` are those inside the
    entry's words, `spaces_between` those that only separated title, date and source; `dropped`
    names what was left out, `rewritten` what was kept in another form; `undescribed` names the pictures without alternative text; `tags` are
    stored, `proposed_tags` and `proposed_figures` (lines, see `series.text.markup.figures`) are not;
    `han` counts the source's Han characters by what became of them, `dropped_words` are those that
    were left out on purpose, `left` those that got lost, `extra` those that the source does not
    have; `han_equal`: none is lost or extra; `behind` is the share of the import's bytes that is
    done (0–1).
    """

    file: str
    column: str = ""
    headline: str = ""
    kicker: str = ""
    subtitle: str = ""
    series: str = ""
    number: int | None = None
    date: str = ""
    source: str = ""
    author: str = ""
    editor: str = ""
    summary: str = ""
    headings: tuple[str, ...] = ()
    paragraphs: int = 0
    marks: dict[str, int] = field(default_factory=dict)
    spaces_kept: int = 0
    spaces_between: int = 0
    dropped: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()
    han_equal: bool = False
    han: dict[str, int] = field(default_factory=dict)
    dropped_words: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    undescribed: tuple[str, ...] = ()
    proposed_tags: tuple[str, ...] = ()
    proposed_figures: tuple[str, ...] = ()
    status: str = REFUSED
    message: str = ""
    behind: float = 0.0

    @property
    def marks_restored(self):
        return sum(self.marks.values())

    @property
    def is_recognised(self):
        return bool(self.headline)

    @property
    def withheld(self):
        """Return the sentence why even `--publish` leaves the text a draft, or an empty string.

        Nobody looks at the texts of an archive one by one before readers do (decision 102).
        """
        if self.undescribed:
            return UNDESCRIBED
        return UNACCOUNTED if self.left or self.extra else ""

    @property
    def file_name(self):
        """Return the file's name without its folders."""
        return PurePath(self.file).name

    def with_result(self, status, message):
        return replace(self, status=status, message=message)

    def refused(self, sentence):
        return self.with_result(REFUSED, sentence)

    def for_machines(self):
        """Return {key: value} for the command's `--json`, in a fixed order."""
        return {key: _json_value(getattr(self, key)) for key in MACHINE_KEYS}

    def for_audit(self):
        """Return {key: value} for the audit, from which a later import repeats the receipt."""
        return {key: _json_value(getattr(self, key)) for key in AUDIT_KEYS}


FOUND = ("column", "headline", "subtitle", "series", "number", "date", "source", "summary")
MACHINE_KEYS = (
    "file",
    *FOUND,
    "kicker",
    "author",
    "editor",
    "headings",
    "paragraphs",
    "marks_restored",
    "han_equal",
    "han",
    "left",
    "extra",
    "undescribed",
    "tags",
    "proposed_tags",
    "proposed_figures",
    "status",
    "message",
)
AUDIT_KEYS = (
    *FOUND,
    "kicker",
    "author",
    "editor",
    "headings",
    "paragraphs",
    "marks",
    "spaces_kept",
    "spaces_between",
    "dropped",
    "rewritten",
    "han_equal",
    "han",
    "dropped_words",
    "left",
    "extra",
    "tags",
    "undescribed",
    "proposed_tags",
    "proposed_figures",
)


def from_audit(detail, *, file):
    """Return the ImportReceipt from an audit line's detail (`for_audit`)."""
    values = {key: detail[key] for key in AUDIT_KEYS if key in detail}
    lists = {key: tuple(value) for key, value in values.items() if isinstance(value, list)}
    return ImportReceipt(file=file, **{**values, **lists})


def _json_value(value):
    return list(value) if isinstance(value, tuple) else value
