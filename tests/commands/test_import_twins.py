"""import_article names the stored texts that a new one resembles."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.helpers import making
from tests.helpers.samples.edits import demo_texts, edited

pytestmark = pytest.mark.django_db
TEXT = demo_texts()["12-work-review-1"]


def imported(tmp_path, text, *arguments):
    path = tmp_path / "走访.txt"
    path.write_text(f"【新时代 新常商 新力量】走访\n\n{text}\n", encoding="utf-8")
    out = StringIO()
    call_command("import_article", str(path), *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.mark.parametrize("arguments", [(), ("--commit",)])
def test_a_receipt_names_what_resembles_it(tmp_path, arguments):
    body = "".join(f"<p>{line}</p>" for line in TEXT.splitlines() if line)
    entry = making.article(body=body, headline="原来的一篇")
    said = imported(tmp_path, edited(TEXT, share=0.05, seed=2), *arguments)
    assert f"；与第{entry.pk}号稿《原来的一篇》有 9" in said


def test_a_text_that_was_imported_before_does_not_resemble_itself(tmp_path):
    imported(tmp_path, TEXT, "--commit")
    assert "相同 " not in imported(tmp_path, TEXT.replace("企业家", "实业家"), "--commit")
    assert "% 相同" not in imported(tmp_path, TEXT, "--commit")
