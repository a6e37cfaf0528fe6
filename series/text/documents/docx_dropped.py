"""What is left out of a Word document, counted and with its words, for the receipt."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Dropped:
    """The parts that were left out, by sort.

    `counts` are of those whose words are not known; `numbers` counts the automatic numbers that
    became words.
    """

    words: dict[str, list[str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    numbers: int = 0

    def add(self, sort: str, words: str) -> None:
        """Note one part of a sort, such as “隐藏文字”. One without words is not worth a line."""
        if words:
            self.words.setdefault(sort, []).append(words)

    @property
    def phrases(self) -> tuple[str, ...]:
        """Return one phrase for each sort: “隐藏文字 2 处：…、…”."""
        named = (
            f"{sort} {len(words)} 处：{'、'.join(words)}" for sort, words in self.words.items()
        )
        numbers = [f"自动编号改为文字 {self.numbers} 处"] if self.numbers else []
        counted = (f"{sort} {count} 处" for sort, count in self.counts.items() if count)
        return (*counted, *named, *numbers)
