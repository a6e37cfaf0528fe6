class EditorialError(Exception):
    """A refusal by an editorial rule; the message is the sentence that the editor reads."""


class StaleError(EditorialError):
    """A refusal because somebody else saved in between; nothing was written."""


class RegistrationError(EditorialError):
    """A refusal of a registration; `field` names what to correct, or is empty."""

    def __init__(self, sentence, *, field=""):
        super().__init__(sentence)
        self.field = field


class BackupError(Exception):
    """A refusal to back up, restore, export or import; the message is the operator's sentence."""
