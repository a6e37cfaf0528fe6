"""What a signature is bound to: the stored form of a content never changes by a change of code."""

import pytest

from series.actions.editorial.content import blank_content, full_content, tidy_content
from series.models import Kind
from series.models.revision import content_digest

COMMON = {
    "column": 3,
    "series": 4,
    "number": 2,
    "headline": " 会员总数　超过32000家 ",
    "subtitle": "——“我”的工作展示",
    "summary": "全市会员总数超过32000家。",
    "body": "<p onclick='x()'>全市会员总数<b>超过</b>32000家。</p><script>1</script>",
    "source": 7,
    "author": "张三　李四",
    "original_url": "https://example.org/a?b=1&c=2",
    "dateline": "2023-11-17T09:30",
    "tags": ["两个健康", "常商论坛，新能源", "两个健康"],
    "attachments": [5, 9],
}
OPTIONAL = {
    "reprint": True,
    "original_title": "原来的题目",
    "original_source": "新华社",
    "original_at": "2023-11-16",
    "corrections": [" 2026-11-24 第二段的会员数应为32000家 ", ""],
    "figures": ["全市会员总数｜全市会员总数超过32000家"],
    "no_keywords": True,
}
NOTHING = {
    **dict.fromkeys(("original_title", "original_source", "original_at"), ""),
    **{"reprint": False, "corrections": [], "figures": [], "no_keywords": None},
}
SESSION = {"starts": "09:30", "title": " 致辞 ", "speaker": "王芳", "note": None}
OWN = {
    Kind.ARTICLE: {},
    Kind.INITIATIVE: {
        "issuer": 7,
        "audience": "全市 企业家",
        "open_from": "2026-01-05",
        "open_until": "2026-02-05",
    },
    Kind.EVENT: {
        "form": "forum",
        "state": "postponed",
        "state_note": "原定2月22日",
        "starts_at": "2026-03-01T09:00:00+08:00",
        "ends_at": "2026-03-01T17:00:00+08:00",
        "all_day": True,
        "venue": "行政中心",
        "address": "龙城大道",
        "host": "市工商联",
        "programme": [SESSION, {"title": ""}],
    },
    Kind.FLATPAGE: {"slug": "about"},
}
# Signatures in the archive are bound to such values: constants, never made anew.
DIGESTS = {
    (Kind.ARTICLE, "blank"): "c3d7eabf011d66dccaaf0fdc1553921ce0961c535c856b40007e01ff0687727f",
    (Kind.ARTICLE, "common"): "cfd806caddbade8abe891553fb5e125e1f3d501a01892ca08411d4366486ef17",
    (Kind.ARTICLE, "optional"): "2932b29a9bc1762ecc42e2e5bef1e66faf3adcbfbc7e55a48b2e476cf0d717d1",
    (Kind.INITIATIVE, "blank"): "a1fba82e181856faef449ab1ae866b367ab1ed97598e1c4cd628079de0309f0c",
    (Kind.INITIATIVE, "common"): "8ccd675b4541b21c58ebd126868fbc267fd2ba426a6db78c2cbf50fc987341dd",
    (
        Kind.INITIATIVE,
        "optional",
    ): "0d79c3c5c3290efd5b3e46f6accd9a658e58620d05dc8aade16a0bb7af0b01a6",
    (Kind.EVENT, "blank"): "a2b90339d3ea5eeb8d38586d4513dfa82f7fbca2b4d539abe704b94e6106b2df",
    (Kind.EVENT, "common"): "05336fe0004bf394c7a04ad10e755fa3df918f931444e77e358df69bd380df89",
    (Kind.EVENT, "optional"): "357d662f6919f1b418162f568269b328373473b365cc3bdd99f54dd75b6c88ab",
    (Kind.FLATPAGE, "blank"): "773596b97306db3fe8aa618021461da29fd73c1ac917976c8f48c3f3ec59ef29",
    (Kind.FLATPAGE, "common"): "9abe5a3d4b93697ee8d72ac32a971a53192340045bd00c524bb6db548b030cd8",
    (Kind.FLATPAGE, "optional"): "8a0dac2e966c6a6af5c6df36e973d34f4f1bf824a4e4287c8b3a0183dc420227",
}


def contents(kind):
    common = {**COMMON, **OWN[kind]}
    return {
        "blank": {},
        "common": common,
        "optional": {**common, **OPTIONAL},
    }


@pytest.mark.parametrize("name", ["blank", "common", "optional"])
@pytest.mark.parametrize("kind", Kind)
def test_the_digest_of_a_content_is_what_it_always_was(kind, name):
    content = tidy_content(kind, contents(kind)[name])
    assert content_digest(content) == DIGESTS[kind, name]
    assert content_digest(tidy_content(kind, content)) == DIGESTS[kind, name]


@pytest.mark.parametrize("kind", Kind)
def test_optional_keys_that_say_nothing_are_not_stored(kind):
    stored = tidy_content(kind, {**contents(kind)["common"], **NOTHING})
    assert stored.keys() == blank_content(kind).keys()
    assert content_digest(stored) == DIGESTS[kind, "common"]
    assert full_content(kind, stored).keys() > stored.keys()


def test_a_blank_content_is_nobody_else_s():
    blank_content(Kind.EVENT)["tags"].append("两个健康")
    blank_content(Kind.EVENT)["programme"].append(SESSION)
    full_content(Kind.EVENT, {})["figures"].append("一")
    whole = full_content(Kind.EVENT, {})
    assert (whole["tags"], whole["programme"], whole["figures"]) == ([], [], [])


def test_an_unknown_key_is_refused():
    with pytest.raises(ValueError, match="audience"):
        tidy_content(Kind.ARTICLE, {"audience": "全市企业家"})
