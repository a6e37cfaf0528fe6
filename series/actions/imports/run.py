"""The import of published texts.
Files one by one, archives line by line, each text on its own."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.db import DatabaseError

from series.actions.errors import EditorialError
from series.actions.relations.similar import similar_to_text
from series.text.language.single_line import single_line
from series.text.markup import stored_html
from series.text.markup.blocks import TextError

from .archive_run import ArchiveBatch, finish_imports
from .catalogue import Catalogue
from .files import FoundFile, find_files, sentence_for
from .jsonl import archive_batches
from .plan import CREATE, REVISE, UNKNOWN, ImportReading, Plan, make_plan
from .reading_pool import read_batches
from .readings import read_file, with_proposals
from .receipt import SAME, ImportReceipt
from .write import stored_similar, write_plan

log = logging.getLogger(__name__)
MOST_NAMED = 3
AROUND_A_NAME = "《》【】 "
BROKEN = "程序未能处理这篇文字，详情已写入日志，请把文件交给维护人员"


@dataclass
class Import:
    """One run of an import: `column` is for texts that name none.

    Nothing is written unless `commit`.
    """

    column: str = ""
    publish: bool = False
    commit: bool = False
    skipped: list[FoundFile] = field(default_factory=list)
    catalogue: Catalogue = field(default_factory=Catalogue)
    seen: dict[str, tuple[str, str]] = field(default_factory=dict)
    numbers: dict[tuple, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self):
        self.column = single_line(self.column).strip(AROUND_A_NAME)

    def receipts(self, paths: Sequence[str]) -> Iterator[ImportReceipt]:
        """Import every text of the paths, one after another, and yield its receipt."""
        files = find_files(paths)
        self.skipped = [item for item in files if item.skipped]
        files = [item for item in files if not item.skipped]
        total, behind = sum(item.size for item in files) or 1, 0
        for item in files:
            for receipt, done in self._of(item):
                yield replace(receipt, behind=min(1.0, (behind + done) / total))
            behind += item.size

    def _of(self, item):
        """Yield (receipt, bytes of the file read so far) of each text in a file."""
        if item.problem:
            yield ImportReceipt(item.name, message=item.problem), item.size
        elif item.is_archive:
            batches = archive_batches(item, run=self)
            for batch in read_batches(batches, column=self.column, size=item.size):
                receipts = ArchiveBatch(self, batch).receipts()
                behind = (row.behind for row, _ in batch)
                yield from zip(receipts, behind, strict=True)
            if self.commit:
                finish_imports()
        else:
            yield self.text(item.name, lambda: read_file(item, column=self.column)), item.size

    def text(self, name: str, read: Callable[[], ImportReading | ImportReceipt]) -> ImportReceipt:
        """Read and import one text; return its receipt.

        A text that fails is refused and the run continues; only a failing database ends it.
        """
        try:
            reading = read()
            return self.take(reading) if isinstance(reading, ImportReading) else reading
        except (TextError, EditorialError) as error:
            return ImportReceipt(name, message=str(error))
        except DatabaseError:
            raise
        except OSError as error:
            return ImportReceipt(name, message=sentence_for(error))
        except Exception:
            log.exception("import_article: %s", name)
            return ImportReceipt(name, message=BROKEN)

    def take(self, reading: ImportReading) -> ImportReceipt:
        """Plan one text, write it if the run commits, and return its receipt."""
        plan = self.plan(reading)
        return self.write(plan) if isinstance(plan, Plan) else plan

    def plan(self, reading: ImportReading, *, entry=UNKNOWN) -> Plan | ImportReceipt:
        """Return the plan of a text.
        The receipt of one that is refused or the same as before."""
        receipt = reading.receipt
        try:
            known = {"catalogue": self.catalogue, "publish": self.publish, "entry": entry}
            plan = make_plan(reading, **known)
            earlier = self._seen_before(plan)
        except (TextError, EditorialError) as error:
            return receipt.refused(str(error))
        if earlier:
            return replace(receipt, status=SAME, message=f"与本次的 {earlier} 完全相同")
        if plan.step in (CREATE, REVISE) and not reading.key:  # an archive's texts get none
            return replace(plan, receipt=with_proposals(plan.receipt, reading.text))
        return plan

    def write(self, plan: Plan) -> ImportReceipt:
        """Write the plan if the run commits, and return its receipt."""
        try:
            if self.commit:
                write_plan(plan, receipt=plan.receipt)
        except (TextError, EditorialError) as error:
            return plan.receipt.refused(str(error))
        self.remember(plan)
        return replace(plan.receipt, status=plan.status, message=self._message(plan))

    def _message(self, plan: Plan) -> str:
        """Return the plan's message, with the stored entries that are similar to a changed text."""
        if plan.status == SAME:
            return plan.message
        if self.commit:
            similar = stored_similar(plan.key)
        else:
            text = stored_html.visible_text(plan.content["body"])
            similar = [
                row.sentence for row in similar_to_text(text, but=plan.entry and plan.entry.pk)
            ]
        return "；".join([plan.message, *similar[:MOST_NAMED]])

    def _seen_before(self, plan: Plan) -> str:
        """Return the file of this run that has the same text, or an empty string.

        A different text with the same title parts or issue number is refused, so that no text of a
        run overwrites another. Raises EditorialError.
        """
        file, digest = self.seen.get(plan.key, ("", ""))
        if file and digest == plan.digest:
            return file
        if file:
            raise EditorialError(
                f"与本次的 {file} 标题、日期等完全相同而正文不同，无法判断以哪篇为准，请改正其中一篇"
            )
        number = self._issue_number(plan)
        file, key = self.numbers.get(number, ("", ""))
        if number and file and key != plan.key:
            raise EditorialError(f"本次的 {file} 已占用这个系列的第{number[-1]}期，请核对期号")
        return ""

    def remember(self, plan: Plan) -> None:
        """Remember what this run has stored, or would store, for the texts that follow."""
        file = plan.receipt.file
        self.seen[plan.key] = (file, plan.digest)
        self.catalogue.promised.update(plan.target.missing())
        if number := self._issue_number(plan):
            self.numbers[number] = (file, plan.key)

    def forget(self, plan: Plan) -> None:
        """Forget a text that was remembered and then not stored."""
        self.seen.pop(plan.key, None)
        self.catalogue.promised.difference_update(plan.target.missing())
        if number := self._issue_number(plan):
            self.numbers.pop(number, None)

    def _issue_number(self, plan):
        number = plan.content["number"]
        return number and (plan.target.column, plan.target.series, number)
