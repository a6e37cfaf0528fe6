"""Answers to the questions of a form, shown as one line."""

from series.models import QuestionKind, RegistrationQuestion

YES, NO = "是", "否"


def asked_questions(settings) -> list[RegistrationQuestion]:
    return list(settings.questions.filter(retired=False))


def shown_answers(group, questions) -> list[tuple[str, str]]:
    """Return (question, answer) of what was answered, in the order of the questions."""
    answers = ((question, group.answers.get(str(question.pk))) for question in questions)
    return [(question.label, shown_answer(value)) for question, value in answers if value]


def shown_answer(value) -> str:
    return "、".join(value) if isinstance(value, list) else str(value)


def options_of(question) -> list[str]:
    """Return what may be chosen; empty where words are typed."""
    if question.kind == QuestionKind.YES_NO:
        return [YES, NO]
    return question.options
