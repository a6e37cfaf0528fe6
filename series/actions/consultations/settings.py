"""How the federation is asked, and the special days.

Set at the desk, each change audited."""

from datetime import date

from django.db import transaction

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.models import ConsultationSettings, SpecialDay
from series.models.audit import lock_audit_chain
from series.registration.consents import store_consent
from series.roles import EVERYWHERE, may

CONSENT = (
    "同意工商联收集以上信息，只用于办理和答复这次咨询；姓名、单位、电话和邮箱不公开，"
    "办结后到期删除；转办时先征得本人同意才提供联系方式。"
    "凭查询码和手机号可以随时查看、更正和删除。"
)
CHANGED = ("is_open", "answer_days", "keep_days")
MOST_SPECIAL_DAYS = 400


def may_manage(user) -> bool:
    """Tell whether the user handles consultations; they belong to no column."""
    return may(user, "consult", EVERYWHERE)


def consultation_settings() -> ConsultationSettings:
    """Return the settings, stored or as they are at first."""
    return ConsultationSettings.objects.first() or ConsultationSettings()


def consent_text() -> str:
    """Return the words that people agree to today."""
    newest = consultation_settings().consents.first()
    return newest.text if newest else CONSENT


def current_consent():
    """Return the newest version of the consent, stored at the first question."""
    settings = ConsultationSettings.objects.get_or_create(pk=1)[0]
    store_consent(settings.consents, consent_text())
    return settings.consents.first()


def _check(by):
    if not may_manage(by):
        raise EditorialError("咨询须由编辑或终审人员办理")


@transaction.atomic
def change_settings(*, consent: str, by, **values) -> ConsultationSettings:
    """Store the settings (CHANGED); other words of consent are a new version of them."""
    _check(by)
    if not consent.strip():
        raise EditorialError("请写明收集个人信息做什么用（同意条款）")
    lock_audit_chain()
    row = ConsultationSettings.objects.get_or_create(pk=1)[0]
    before = {name: getattr(row, name) for name in CHANGED}
    for name in CHANGED:
        setattr(row, name, values[name])
    row.save(update_fields=CHANGED)
    changed = [
        f"{row._meta.get_field(name).verbose_name}：{_said(before[name])}→{_said(values[name])}"
        for name in CHANGED
        if before[name] != values[name]
    ]
    if version := store_consent(row.consents, consent.strip()):
        changed.append(f"同意条款：第 {version} 版")
    if changed:
        record("改咨询设置", by=by, object="咨询设置", changed="；".join(changed))
    return row


def _said(value):
    return {True: "是", False: "否"}.get(value, str(value)) if isinstance(value, bool) else value


@transaction.atomic
def set_special_days(days: dict[date, bool], *, by) -> int:
    """Store the special days in place of those before.

    Returns how many there are. Raises EditorialError.
    """
    _check(by)
    if len(days) > MOST_SPECIAL_DAYS:
        raise EditorialError(f"最多 {MOST_SPECIAL_DAYS} 天，请去掉已经过去的年份")
    lock_audit_chain()
    before = dict(SpecialDay.objects.values_list("day", "is_worked"))
    if before != days:
        SpecialDay.objects.all().delete()
        SpecialDay.objects.bulk_create(
            SpecialDay(day=day, is_worked=worked) for day, worked in sorted(days.items())
        )
        differ = sorted(day for day in {*before, *days} if before.get(day) != days.get(day))
        said = "、".join(map(str, differ[:20]))
        record("改放假和调休", by=by, object="放假和调休", count=len(days), changed=said)
    return len(days)
