"""What is left out of a Word document, counted and with its words, for the receipt."""

from dataclasses import dataclass, field


@dataclass
class Dropped:
    """The parts that were left out, by sort."""

    words: dict[str, list[str]] = field(default_factory=dict)

    def add(self, sort: str, words: str) -> None:
        """Note one part of a sort, such as “隐藏文字”. One without words is not worth a line."""
        if words:
            self.words.setdefault(sort, []).append(words)

    @property
    def phrases(self) -> tuple[str, ...]:
        """Return one phrase for each sort: “隐藏文字 2 处：…、…”."""
        return tuple(
            f"{sort} {len(words)} 处：{'、'.join(words)}" for sort, words in self.words.items()
        )
