"""Single deeds at the only entry, for processes that are killed (see test_killed)."""

from series.actions.editorial.publication import publish, withdraw
from series.actions.editorial.reviews import return_for_changes, sign, submit
from series.actions.imports.word import import_new
from series.actions.imports.word_upload import read_upload
from series.actions.media.attachments import store_attachment
from series.actions.media.pictures import store_picture
from series.models import Entry, Kind
from tests.helpers import making, people
from tests.helpers.samples import photographs

WORDS = "工商联组织走访\n\n常州市工商联走访企业，听取意见。\n"


def _entry():
    return Entry.objects.select_related("newest").first()


def _at_newest(action, **given):
    entry = _entry()
    action(entry, revision=entry.newest, **given)


def _import_word():
    reading, digest = read_upload("走访.txt", WORDS.encode())
    import_new(Kind.ARTICLE, reading, by=people.editor(), sha256=digest, column=making.column())


DEEDS = {
    "save": lambda: making.change(_entry(), headline="改过的标题"),
    "submit": lambda: _at_newest(submit, by=people.editor()),
    "sign": lambda: _at_newest(sign, by=people.first()),
    "return": lambda: _at_newest(return_for_changes, by=people.first(), opinion="请改"),
    "publish": lambda: _at_newest(publish, by=people.chief()),
    "withdraw": lambda: withdraw(_entry(), reason="有误", by=people.chief()),
    "picture": lambda: store_picture(photographs.photograph(), alt="会场", by=people.editor()),
    "attachment": lambda: store_attachment(b"%PDF-1.7", name="附件.pdf", by=people.editor()),
    "word": _import_word,
}
