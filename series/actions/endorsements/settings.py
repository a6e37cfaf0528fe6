"""How a call gathers endorsements: set by the office, each change an audit line."""

from django.db import transaction

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.models import EndorsementSettings, Initiative
from series.models.audit import lock_audit_chain
from series.registration.consents import store_consent

from .deciding import may_manage
from .versions import lock_settings, note_version

CONSENT = (
    "同意主办方收集以上信息，只用于核实和统计联署、就倡议联系；不转给他人，"
    "电话和邮箱到期删除。凭回执号和手机号可以随时查看、更正、撤回和删除。"
)
CHANGED = ("signers", "goal", "names_public", "keep_days")


def settings_of(initiative: Initiative) -> EndorsementSettings:
    """Return the settings of a call, stored or as they are offered at first."""
    return EndorsementSettings.objects.filter(
        initiative=initiative.pk
    ).first() or EndorsementSettings(initiative=initiative)


def consent_of(settings: EndorsementSettings) -> str:
    """Return the words that people agree to today."""
    newest = settings.consents.first() if not settings._state.adding else None
    return newest.text if newest else CONSENT


@transaction.atomic
def change_settings(initiative: Initiative, *, consent: str, by, **values) -> EndorsementSettings:
    """Store how a call gathers endorsements.

    Other words of consent are a new version of them.

    `values` has CHANGED. Raises EditorialError.
    """
    if not may_manage(by, initiative):
        raise EditorialError("联署设置须由这个栏目的编辑或终审人员修改")
    if not consent.strip():
        raise EditorialError("请写明收集个人信息做什么用（同意条款）")
    lock_audit_chain()
    EndorsementSettings.objects.get_or_create(initiative=initiative)
    row = lock_settings(initiative.pk)
    before = {name: getattr(row, name) for name in CHANGED}
    for name in CHANGED:
        setattr(row, name, values[name])
    row.save(update_fields=CHANGED)
    consent_changed = store_consent(row.consents, consent.strip())
    if initiative.is_public:
        note_version(initiative.pk, initiative.live)
    changed = {name: getattr(row, name) for name in CHANGED if getattr(row, name) != before[name]}
    if consent_changed:
        changed["consent_version"] = consent_changed
    if changed:
        record("联署设置", by=by, entry=initiative, object=str(initiative), **changed)
    return row
