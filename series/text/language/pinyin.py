"""The sounds of Chinese without tones.
Only this module uses pypinyin: where its tables are in a file that processes share (decision 138),
to make that file, elsewhere at the first use (0.4 s).

A *sound* is a syllable in the spelling that southern speakers do not tell apart: zhang, zang, zan
are one. What is typed by ear finds what is written; nothing else of the site compares by it.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache, partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from series.text.characters.surnames import surname_readings
from series.text.dictionaries.mapped_file import Content, open_or_build
from series.text.dictionaries.sounds import Sounds, content_of

# What pypinyin 0.55.0 reads wrongly: names and phrases of this city's press.
PHRASES = {
    "长三角": [["cháng"], ["sān"], ["jiǎo"]],
    "长三角一体化": [["cháng"], ["sān"], ["jiǎo"], ["yī"], ["tǐ"], ["huà"]],
}
NAME = re.compile(r"[一-龥]{2,4}")
_FLAT = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_LATIN = re.compile(r"[a-z]+")
LONGEST_SYLLABLE = 6
MOST_READINGS = 8
MOST_SURNAMES = 3
REMEMBERED = 4096  # titles, names and keyterms: a rebuild and an archive ask again and again
_TONES = re.compile("[\u0300\u0301\u0304\u030c]")
# ü after l and n, as passports, keyboards and people write it.
_UMLAUT = re.compile("(?<=[ln])(?:yu|v)(?=e?$)")
_PASSPORT = ("lyu", "nyu", "lyue", "nyue")


def syllables(text: str) -> list[str]:
    """Return one syllable for each Chinese character of a squeezed text.
    Each other character stands by itself: 常商AI → chang, shang, a, i."""
    return [syllable for syllable, _ in _read(text)]


@lru_cache(maxsize=REMEMBERED)
def _read(text: str) -> tuple[tuple[str, bool], ...]:
    """Return (syllable, whether it is Chinese) for each character."""
    shared = _mapped()
    read = shared.read if shared else partial(_pypinyin().lazy_pinyin, errors=list)
    found: list[tuple[str, bool]] = []
    for piece in re.findall(r"[^\u3400-\u9fff\U00020000-\U00032400]+|[^\x00-\u33ff]+", text):
        if piece[0] < "\u3400":
            found += [(char, False) for char in piece]
        else:
            found += [(one.replace("ü", "v"), True) for one in read(piece)]
    return tuple(found)


def name_syllables(name: str) -> list[str]:
    """Return the syllables of a person's name, with surnames such as 曾 read as such."""
    read = syllables(name)
    places = surname_readings(name) if NAME.fullmatch(name) else []
    return _with_surnames(read, [place for place in places if place[0] == 0])


def _with_surnames(read: list[str], places: list[tuple[int, tuple[str, ...]]]) -> list[str]:
    changed = list(read)
    for at, syllable in places:
        changed[at : at + len(syllable)] = syllable
    return changed


@lru_cache(maxsize=4096)
def sound(syllable: str) -> str:
    """Return the syllable without the differences of z/zh, n/ng and, after l and n, u/ü."""
    syllable = _UMLAUT.sub("u", syllable)
    for sharp, flat in _FLAT:
        if syllable.startswith(sharp):
            syllable = flat + syllable[2:]
    return syllable.removesuffix("g") if syllable.endswith("ng") else syllable


def readings(text: str) -> list[list[str]]:
    """Return the possible readings of a text, one syllable a character.
    It is read as words, with all that may be surnames read as such, and with each of a few of
    them."""
    read, places = syllables(text), surname_readings(text)
    ways = [read, _with_surnames(read, places)]
    if 1 < len(places) <= MOST_SURNAMES:
        ways += [_with_surnames(read, [place]) for place in places]
    return list(map(list, dict.fromkeys(map(tuple, ways))))


def plain_letters(typed: str) -> str:
    """Return pinyin typed with tone marks as plain letters: lǚxiùlǜ gives lvxiulv.
    Everything else stays as it is."""
    bare = _TONES.sub("", unicodedata.normalize("NFD", typed)).replace("u\u0308", "v")
    return bare if _LATIN.fullmatch(bare) else typed


def sounds_of(way: list[str]) -> list[str]:
    """Return the sound of each syllable of one reading."""
    return list(map(sound, way))


def first_letters(way: list[str]) -> str:
    """Return the first letter of each syllable of one reading: 常商论坛 → cslt."""
    return "".join(syllable[0] for syllable in way)


def syllable_splits(letters: str) -> list[list[str]]:
    """Return the ways to divide Latin letters into whole syllables, at most eight.
    The fewest syllables come first: xian → [xian], [xi, an]. None where they are no pinyin."""
    letters = letters.lower()
    if not _LATIN.fullmatch(letters):
        return []
    ways: list[list[list[str]]] = [[] for _ in range(len(letters) + 1)]
    ways[0] = [[]]
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            if letters[start:end] in _known():
                ways[end] += [[*way, letters[start:end]] for way in ways[start]]
        ways[end] = sorted(ways[end], key=len)[:MOST_READINGS]
    return ways[-1]


def sounds_beginning(letters: str) -> list[str]:
    """Return the sounds of the syllables that begin with these letters.
    The letters sh give [sa, sai, san, …]."""
    return sorted({sound(one) for one in _known() if one.startswith(letters)})


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Return every toneless syllable of the language."""
    shared = _mapped()
    return shared.syllables if shared else _all_syllables()


def _all_syllables() -> frozenset[str]:
    table = _pypinyin().constants.PINYIN_DICT
    plain = _pypinyin().contrib.tone_convert.to_normal
    readings = {reading for line in table.values() for reading in line.split(",")}
    found = (plain(reading).replace("ü", "v") for reading in readings)
    plain_ones = (one for one in found if one.isascii() and set(one) & set("aeiouv"))
    return frozenset([*plain_ones, *_PASSPORT])


def preload() -> None:
    """Load the tables now, so that no reader waits for them."""
    _known()


@lru_cache(maxsize=1)
def _mapped() -> Sounds | None:
    """Return the tables that processes share; None where there can be none."""
    folder = Path(next(iter(find_spec("pypinyin").submodule_search_locations)))
    digest = hashlib.sha256(repr(PHRASES).encode())
    for name in ("phrases_dict.json", "pinyin_dict.json"):
        digest.update((folder / name).read_bytes())
    key = f"sounds 1, pypinyin {version('pypinyin')}, {digest.hexdigest()}"
    content = open_or_build("sounds", key=key, build=_content)
    return content and Sounds(content)


def _content() -> Content:
    """Return pypinyin's tables as the file has them."""
    constants = _pypinyin().constants
    read = _pypinyin().lazy_pinyin
    characters = {chr(code): read(chr(code), errors=list)[0] for code in constants.PINYIN_DICT}
    plain = _pypinyin().style.convert
    phrases = {
        phrase: [plain(one[0], _pypinyin().Style.NORMAL, True) for one in way]
        for phrase, way in constants.PHRASES_DICT.items()
    }
    han = constants.RE_HANS.pattern.removeprefix("^").removesuffix("+$")
    return content_of(phrases, characters, _all_syllables(), han=han)


@lru_cache(maxsize=1)
def _pypinyin():
    import pypinyin
    import pypinyin.constants
    import pypinyin.contrib.tone_convert

    pypinyin.load_phrases_dict(PHRASES)
    return pypinyin
