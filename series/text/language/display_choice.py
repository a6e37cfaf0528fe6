"""字号、深色、长者模式: the reader's choice, kept in one cookie that holds nothing else."""

from dataclasses import dataclass

COOKIE = "display"
SIZES = ("small", "large")
THEMES = ("dark", "light")
VIEWS = ("elder",)


@dataclass(frozen=True)
class Display:
    """A reader's choice.
    Empty means the default: size normal, theme of the reader's system, standard view."""

    size: str = ""
    theme: str = ""
    view: str = ""

    @property
    def as_cookie(self) -> str:
        return ".".join(part for part in (self.size, self.theme, self.view) if part)


def read_display(cookie: str) -> Display:
    """Return the choice in a cookie. Unknown words are ignored."""
    parts = cookie[:60].split(".")
    return Display(_known(parts, SIZES), _known(parts, THEMES), _known(parts, VIEWS))


def with_changes(display: Display, *, size=None, theme=None, view=None) -> Display:
    """Return the choice with the given values changed. An unknown word means the default."""
    return Display(
        display.size if size is None else _known([size], SIZES),
        display.theme if theme is None else _known([theme], THEMES),
        display.view if view is None else _known([view], VIEWS),
    )


def _known(words, allowed):
    return next((word for word in words if word in allowed), "")
