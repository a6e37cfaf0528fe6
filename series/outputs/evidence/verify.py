"""核验 the evidence of one text, beside the files that this script came with.

It needs Python 3.8 or later and nothing else: no database, no network, no other package.

    python verify.py                 the files of this folder
    python verify.py ANCHORS         and the noted seals of a file “time number seal”
"""

import hashlib
import json
import sys
from pathlib import Path

APPROVED, PUBLISHED = "通过", ("发布", "到时发布", "归档导入发布")
SAVED, SUBMITTED, ARCHIVE = ("建稿", "改稿", "改后签"), "送审", "归档导入发布"
HERE = Path(__file__).resolve().parent


def sha256_of(value):
    """Return the SHA-256 of a value's canonical JSON."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def rows_of(folder, name):
    with open(folder / name, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def revision_faults(revisions, lines):
    told = [(line["verb"], line["digest"], line["actor"]) for line in lines]
    for place, row in enumerate(revisions, 1):
        if row["number"] != place:
            yield f"第{place}版缺失，接着的是第{row['number']}版"
        if sha256_of(row["content"]) != row["digest"]:
            yield f"第{row['number']}版的内容与摘要不符"
        if not any((verb, row["digest"], row["author"]) in told for verb in SAVED):
            yield f"第{row['number']}版没有相符的保存记录"


def signature_faults(rows, revisions, lines):
    """Yield a fault for each signature without its revision or audit line.
    Of submissions too."""
    digests = {row["number"]: row["digest"] for row in revisions}
    told = [
        (line["verb"], line["digest"], line["actor"], _opinion(line))
        for line in lines
        if line["result"] == "done"
    ]
    for row in rows:
        fact = (row["verb"], row["digest"], row["person"], row["words"])
        if digests.get(row["revision"]) != row["digest"]:
            yield f"“{row['verb']}”所签摘要与第{row['revision']}版不符"
        if fact in told:
            told.remove(fact)
        else:
            yield f"“{row['verb']}”没有相符的审计记录"


def _opinion(line):
    return line["detail"].get("note" if line["verb"] == SUBMITTED else "opinion", "")


def chain_faults(sealed):
    before = None
    for row in sealed:
        facts = row["sealed"]
        if sha256_of(facts) != row["seal"]:
            yield f"审计第 {facts['number']} 条“{facts['verb']}”与链值不符"
        follows = before and before["sealed"]["number"] + 1 == facts["number"]
        if follows and facts["previous"] != before["seal"]:
            yield f"审计第 {facts['number']} 条没有接着前一条"
        before = row


def publication_faults(entry, rows, lines):
    if not entry["live"]:
        return
    out = [line for line in lines if line["verb"] in PUBLISHED and line["result"] == "done"]
    signed = [row for row in rows if row["digest"] == entry["live"] and APPROVED in row["verb"]]
    if not out or out[-1]["digest"] != entry["live"]:
        yield "公开的版本没有对应的发布记录"
    elif out[-1]["verb"] != ARCHIVE and not signed:
        yield "公开的版本没有审核签字"


def anchor_faults(path, sealed):
    """Yield a fault for each noted seal of a line that has another now."""
    seals = {row["sealed"]["number"]: row["seal"] for row in sealed}
    for line in path.read_text(encoding="ascii").splitlines():
        _, number, seal = line.split()
        if seals.get(int(number), seal) != seal:
            yield f"审计第 {number} 条与另存的链值不符"


def faults_of(folder, anchors=None):
    entry = json.loads((folder / "entry.json").read_text(encoding="utf-8"))
    revisions, signatures = rows_of(folder, "revisions.jsonl"), rows_of(folder, "signatures.jsonl")
    sealed = rows_of(folder, "audit.jsonl")
    lines = [row["sealed"] for row in sealed]
    yield from revision_faults(revisions, lines)
    yield from signature_faults(signatures, revisions, lines)
    yield from chain_faults(sealed)
    yield from publication_faults(entry, signatures, lines)
    if anchors:
        yield from anchor_faults(anchors, sealed)


def main(anchors=None):
    faults = list(faults_of(HERE, Path(anchors) if anchors else None))
    for fault in faults:
        sys.stdout.write(f"不符　{fault}\n")
    sys.stdout.write(f"有 {len(faults)} 处不符\n" if faults else "版本、签字与审计记录全部相符\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
