"""Letters of the office: placeholders, checked before they go and filled for each person."""

import re
import unicodedata
from collections.abc import Mapping

from django.db.models import Q
from django.urls import reverse

from series.models import EndorsementState, RegistrationState

from .codes import shown_code
from .moments import when_of

PLACEHOLDER = re.compile(r"\{([^{}\n]{0,20})\}")
# Key of a group of people → its name, and which registrations or endorsements are in it.
EVENT_GROUPS = {
    "in": ("有席位", Q(state=RegistrationState.LIVE, admitted_at__isnull=False)),
    "waiting": ("候补", Q(state=RegistrationState.LIVE, admitted_at=None)),
    "pending": ("待审核", Q(state=RegistrationState.PENDING)),
    "refused": ("未通过", Q(state=RegistrationState.REFUSED)),
    "cancelled": ("已取消", Q(state=RegistrationState.CANCELLED)),
}
CALL_GROUPS = {
    "verified": ("已核实", Q(state=EndorsementState.VERIFIED)),
    "waiting": ("待核实", Q(state=EndorsementState.WAITING)),
}
OF_EVENT = ("姓名", "单位", "活动", "时间", "地点", "报名码", "报名页")
OF_CALL = ("名称", "倡议", "回执号", "联署页")
EVENT_SUBJECT, EVENT_LETTER = "{活动}：通知", "{姓名}：\n\n{活动}定于{时间}在{地点}举行。\n\n"
CALL_SUBJECT, CALL_LETTER = "{倡议}：进展", "{名称}：\n\n您联署的{倡议}有了进展。\n\n"
# What a preview shows instead of the words of the person.
HIDDEN = {
    "报名码": "•••••",
    "报名页": "（各人的报名页）",
    "回执号": "•••••",
    "联署页": "（各自的联署页）",
}
NAMES = ("姓名", "名称", "单位")


def tidy_template(typed: str) -> str:
    """Return a typed template with plain braces."""
    return typed.replace("｛", "{").replace("｝", "}")


def wrong_placeholder(template: str, known: tuple[str, ...]) -> str:
    """Return the sentence about a placeholder that cannot be filled; empty where all can."""
    for name in PLACEHOLDER.findall(template):
        if name not in known:
            return (
                f"没有“{{{name}}}”这个代码，可用的是：{'、'.join(f'{{{each}}}' for each in known)}"
            )
    if set("{}") & set(PLACEHOLDER.sub("", template)):
        return "花括号没有成对，请核对代码，例如 {" + known[0] + "}"
    return ""


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return a checked template with its placeholders filled.

    What is filled in is not read again, so that a name with braces stays a name.
    """
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), template)


def masked_values(values: Mapping[str, str]) -> dict[str, str]:
    """Return values as a preview may show them: names in part, no code, no page."""
    masked = {**values, **{key: HIDDEN[key] for key in HIDDEN if key in values}}
    for key in NAMES:
        if masked.get(key):
            masked[key] = masked_name(masked[key])
    return masked


def masked_name(name: str) -> str:
    """Return names joined by 、 with all but their first characters hidden."""
    return "、".join(
        f"{part[:1]}{'*' * min(max(len(part) - 1, 1), 4)}" for part in name.split("、")
    )


def in_groups(groups: Mapping, chosen: list[str]) -> Q:
    """Return the condition for the people of the chosen groups; for nobody without one."""
    condition = Q(pk__in=())
    for key in chosen:
        condition |= groups[key][1]
    return condition


def values_of_group(group, *, people, root: str) -> dict[str, str]:
    """Return what the placeholders of a letter to these `people` of a form mean."""
    event = group.event
    place = f"{event.venue}（{event.address}）" if event.address else event.venue
    page = reverse("series:registration", args=[group.code])
    return {
        "姓名": "、".join(people.order_by("pk").values_list("name", flat=True)),
        "单位": group.organization,
        "活动": f"《{event.headline}》",
        "时间": when_of(event),
        "地点": place,
        "报名码": shown_code(group.code),
        "报名页": f"{root}{page}",
    }


def values_of_endorsement(row, *, root: str) -> dict[str, str]:
    """Return what the placeholders of a letter mean for one endorsement."""
    page = reverse("series:endorsement", args=[row.code])
    return {
        "名称": unicodedata.normalize("NFC", row.name) or "您",
        "倡议": f"《{row.initiative.headline}》",
        "回执号": shown_code(row.code),
        "联署页": f"{root}{page}",
    }
