"""The versions of what people agree to when they leave data.

PIPL art. 14 and 17.
"""


def store_consent(consents, text: str) -> int | None:
    """Store a text of consent as a new version where it is another one.

    `consents` are the rows of one event's or call's settings, the newest first. Returns the number
    of the new version, or None: who agreed to an older text agreed to that.
    """
    newest = consents.first()
    if newest and newest.text == text:
        return None
    return consents.create(version=newest.version + 1 if newest else 1, text=text).version
