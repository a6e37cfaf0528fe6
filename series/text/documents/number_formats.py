"""Write a number in one of Word's formats of automatic numbers (ECMA-376 part 1, 17.18.59)."""

from collections.abc import Callable
from functools import partial

DECIMAL, BULLET, NONE = "decimal", "bullet", "none"
LARGEST = 9999

_HAN = "〇一二三四五六七八九"
_UNITS = "十百千"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_AIUEO = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_GANADA, _CHOSUNG = "가나다라마바사아자차카타파하", "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_KOREAN_DIGITS = "영일이삼사오육칠팔구"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_ARABIC_ALPHABET = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_THAI_LETTERS, _THAI_DIGITS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ", "๐๑๒๓๔๕๖๗๘๙"
_HINDI_DIGITS = "०१२३४५६७८९"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_CIRCLED_HAN = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"


def number_text(number: int, form: str, *, pattern: str = "") -> str:
    """Return a number as Word writes it.
    `pattern` is that of a custom format (001, 002, …).

    A format without a sign for the number, or unknown, gives digits.
    """
    if form in (NONE, BULLET):
        return ""
    if form == "custom":
        return str(number).zfill(len(pattern.split(",")[0].strip()))
    write = _FORMS.get(form)
    return write(number) if write and 0 < number <= LARGEST else str(number)


def _grouped(number: int, *, digits: str = _HAN, units: str = _UNITS, one: str = "ten") -> str:
    """Return a number in tens, hundreds and thousands.

    `one` tells before which units a leading 1 is written: "all", all but a first "ten", or "no".
    """
    written, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            gap = bool(written)
            continue
        written += digits[0] if gap and one != "no" else ""
        bare = digit == 1 and power and (one == "no" or (one == "ten" and not written))
        bare = bare and (one == "no" or power == 1)
        written += ("" if bare else digits[digit]) + (units[power - 1] if power else "")
        gap = False
    return written


def _digits(number: int, *, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _to_ninety_nine(number: int, *, zero: str) -> str:
    """Return a number in tens; from a hundred on digit by digit."""
    return _grouped(number) if number < 100 else _digits(number, digits=zero + _HAN[1:])


def _repeated(number: int, *, letters: str) -> str:
    """Return a letter, doubled and trebled after the end of the alphabet.
    A, b … z, aa, bb."""
    turn, place = divmod(number - 1, len(letters))
    return letters[place] * (turn + 1)


def _in_turn(number: int, *, signs: str) -> str:
    return signs[(number - 1) % len(signs)]


def _from(number: int, *, first: str, last: int, then: Callable[[int], str] = str) -> str:
    return chr(ord(first) + number - 1) if number <= last else then(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def _sixty(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


def _ordinal(number: int) -> str:
    last = number % 10 if number % 100 not in (11, 12, 13) else 0
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"


def _circled_han(number: int) -> str:
    return _CIRCLED_HAN[number - 1] if number <= len(_CIRCLED_HAN) else _grouped(number)


_CIRCLE = partial(_from, first="①", last=20)
_COUNTING = partial(_to_ninety_nine, zero="○")
_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "decimalHalfWidth": str,
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _CIRCLE,
    "decimalEnclosedCircleChinese": _CIRCLE,
    "decimalEnclosedFullstop": partial(_from, first="⒈", last=20),
    "decimalEnclosedParen": partial(_from, first="⑴", last=20),
    "numberInDash": "- {} -".format,
    "hex": "{:X}".format,
    "ordinal": _ordinal,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": partial(_repeated, letters="ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": partial(_repeated, letters="abcdefghijklmnopqrstuvwxyz"),
    "chicago": partial(_repeated, letters="*†‡§"),
    "chineseCounting": _COUNTING,
    "chineseCountingThousand": _grouped,
    "chineseLegalSimplified": partial(
        _grouped, digits="零壹贰叁肆伍陆柒捌玖", units="拾佰仟", one="all"
    ),
    "ideographDigital": partial(_digits, digits=_HAN),
    "ideographEnclosedCircle": _circled_han,
    "ideographLegalTraditional": partial(
        _grouped, digits="零壹貳參肆伍陸柒捌玖", units="拾佰仟", one="all"
    ),
    "ideographTraditional": partial(_in_turn, signs=_STEMS),
    "ideographZodiac": partial(_in_turn, signs=_BRANCHES),
    "ideographZodiacTraditional": _sixty,
    "taiwaneseCounting": _COUNTING,
    "taiwaneseCountingThousand": partial(_grouped, digits="零" + _HAN[1:]),
    "taiwaneseDigital": partial(_digits, digits="○" + _HAN[1:]),
    "japaneseCounting": partial(_grouped, one="no"),
    "japaneseDigitalTenThousand": partial(_digits, digits=_HAN),
    "japaneseLegal": partial(_grouped, digits="〇壱弐参四伍六七八九", units="拾百阡", one="all"),
    "aiueo": partial(_in_turn, signs=_AIUEO),
    "aiueoFullWidth": partial(_in_turn, signs=_AIUEO),
    "iroha": partial(_in_turn, signs=_IROHA),
    "irohaFullWidth": partial(_in_turn, signs=_IROHA),
    "ganada": partial(_in_turn, signs=_GANADA),
    "chosung": partial(_in_turn, signs=_CHOSUNG),
    "koreanDigital": partial(_digits, digits=_KOREAN_DIGITS),
    "koreanDigital2": partial(_digits, digits="零" + _HAN[1:]),
    "koreanLegal": str,
    "koreanCounting": partial(_grouped, digits=_KOREAN_DIGITS, units="십백천", one="no"),
    "russianLower": partial(_repeated, letters=_RUSSIAN),
    "russianUpper": partial(_repeated, letters=_RUSSIAN.upper()),
    "hebrew1": partial(_repeated, letters=_HEBREW),
    "hebrew2": partial(_repeated, letters=_HEBREW),
    "arabicAlpha": partial(_repeated, letters=_ARABIC_ALPHABET),
    "arabicAbjad": partial(_repeated, letters=_ARABIC_ABJAD),
    "thaiLetters": partial(_repeated, letters=_THAI_LETTERS),
    "thaiNumbers": partial(_digits, digits=_THAI_DIGITS),
    "hindiNumbers": partial(_digits, digits=_HINDI_DIGITS),
}
