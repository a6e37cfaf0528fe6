"""Remove characters from a text that mostly has none of them."""


def without(text: str, characters: str) -> str:
    """Return the text without these characters.

    Looking for each of ten costs a hundredth of `str.translate`, which asks a table for every
    character of the text (decision 164).
    """
    for character in characters:
        if character in text:
            text = text.replace(character, "")
    return text
