"""Published texts as an office archives them: half-width marks, a title line, four sections."""

import json

from tests.benchmarks.search_texts import long_texts

OPENERS = ("今年以来", "近年来", "围绕中心工作", "立足行业实际", "聚焦企业所需", "面向青年一代")
DEEDS = (
    "组织会员企业走进园区,交流技术改造的做法",
    "举办专题培训,邀请专家讲解数字化转型",
    "开展走访调研,收集并办理企业诉求",
    "搭建银企对接平台,缓解小微企业融资难",
    "引导民营企业参与乡村振兴,带动就业",
)


def paragraph(number, *, sentences):
    parts = (
        f"{OPENERS[(number + k) % 6]},第{number}商会{DEEDS[(number * 3 + k) % 5]},"
        f"全年共{number + k}次,参与企业{(number + 1) * (k + 2)}家。"
        for k in range(sentences)
    )
    return "".join(parts)


def text(number):
    """About 1,300 characters; no two are alike."""
    lines = [
        f"【新时代 新常商 新力量】履职尽责展新姿 担当作为赴新程之{number}",
        f"发布日期:20{10 + number % 14}-{number % 12 + 1:02}-{number % 28 + 1:02}  来源:市委统战部",
        paragraph(number, sentences=5),
    ]
    for place, title in enumerate(("一、以学促干", "二、服务大局", "三、助企纾困", "四、久久为功")):
        lines += [title, paragraph(number + place, sentences=5)]
    return "\n".join(lines) + "\n"


def write_folder(folder, count):
    """`count` .txt files; returns the folder."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:05}.txt").write_text(text(number), encoding="utf-8")
    return folder


def write_archive(path, count):
    """The same texts as one .jsonl file; returns its path."""
    records = ((title, body) for title, _, *body in (text(n).splitlines() for n in range(count)))
    return _write_records(path, records)


def write_unlike(path, count):
    """Texts of 1,500 to 2,500 characters that share no sentences; returns the path."""
    made = (long_texts(number, number + 1)[0] for number in range(count))
    return _write_records(path, ((one.headline, one.paragraphs) for one in made))


def _write_records(path, records):
    with path.open("w", encoding="utf-8") as file:
        for number, (title, body) in enumerate(records):
            day = f"20{10 + number % 14}-{number % 12 + 1:02}-{number % 28 + 1:02}"
            line = {"id": f"b{number}", "title": title, "date": day, "source": "市委统战部"}
            file.write(json.dumps({**line, "body": "\n".join(body)}, ensure_ascii=False) + "\n")
    return path
