"""E-mail to endorsers: the receipt, a new version of the call, letters. Decision 132."""

from django.core.mail import EmailMessage
from django.urls import reverse

from series.actions.outbox import SentMails, send_waiting_mails
from series.models import COUNTED, Endorsement, EndorsementMail, EndorsementMailKind
from series.models.entry import TEXTS
from series.registration.codes import shown_code
from series.registration.letters import fill, values_of_endorsement

SUBJECTS = {
    EndorsementMailKind.RECEIVED: "联署已收到",
    EndorsementMailKind.CHANGED: "您联署的倡议有新的一版",
}


def tell_endorsers(version) -> int:
    """Store a message for whoever stands behind older words of a call. Returns how many.

    In the transaction that begins the version. Whoever has not yet been sent the last such
    message gets one in its place.
    """
    older = Endorsement.objects.filter(initiative=version.initiative_id).counted()
    older = older.filter(version__number__lt=version.number)
    kind = EndorsementMailKind.CHANGED
    EndorsementMail.objects.filter(endorsement__in=older, kind=kind, sent_at=None).delete()
    mails = [
        EndorsementMail(endorsement=row, kind=kind, version=version) for row in older if row.email
    ]
    EndorsementMail.objects.bulk_create(mails)
    return len(mails)


def send_endorsement_mails(*, root="") -> SentMails:
    """Send what waits; `root` is the public address for links, without it there are none."""
    return send_waiting_mails(EndorsementMail, lambda key: _message_of(key, root))


def _message_of(key, root):
    rows = EndorsementMail.objects.select_related(
        "endorsement__initiative", "endorsement__version", "version", "letter"
    )
    texts = (f"endorsement__initiative__{name}" for name in TEXTS)
    mail = rows.defer(*texts).filter(pk=key).first()
    if mail is None or not mail.endorsement.email or not _holds(mail):
        return None
    subject, lines = _written(mail, root)
    return EmailMessage(subject[:120], "\n".join(lines) + "\n", to=[mail.endorsement.email])


def _holds(mail):
    """Tell whether a message is still true.

    Of a hidden call nothing is told but the receipt.
    """
    row = mail.endorsement
    if mail.kind == EndorsementMailKind.RECEIVED:
        return True
    if not row.initiative.is_public or row.state not in COUNTED:
        return False
    told_already = mail.version and row.version.number >= mail.version.number
    return not told_already


def _written(mail, root):
    row = mail.endorsement
    page = f"{root}{reverse('series:endorsement', args=[row.code])}" if root else ""
    if mail.kind == EndorsementMailKind.LETTER:
        values = values_of_endorsement(row, root=root)
        return fill(mail.letter.subject, values), [fill(mail.letter.body, values), "", page]
    name = f"《{row.initiative.headline}》" if row.initiative.is_public else "一份倡议"
    return f"{SUBJECTS[mail.kind]}：{name}", list(_lines(mail, name, page))


def _lines(mail, name, page):
    row = mail.endorsement
    yield f"{row}："
    yield ""
    if mail.kind == EndorsementMailKind.RECEIVED:
        yield f"您对{name}的联署已收到，主办方核实后计入。"
    else:
        yield f"{name}的文字有改动，现在是第 {mail.version.number} 版，"
        yield f"您联署的是第 {row.version.number} 版。请看一看新的文字，确认或者撤回。"
    yield ""
    yield f"回执号 {shown_code(row.code)}。凭回执号和手机号可以随时查看、更正、撤回和删除。"
    if page:
        yield page
