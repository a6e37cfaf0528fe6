"""The speakers of a typed programme, found in the register."""

from django import forms

from series.models import Speaker


def with_register(programme):
    """Return a programme whose speakers have their number in the register, where it is certain.

    One of the same name and organization, or the only one of a name typed alone. What is left
    empty is filled in from the register, so that it is signed. Raises ValidationError where two
    people could be meant. Decision 127.
    """
    names = {each["name"] for item in programme for each in item.get("speakers", ())}
    by_name: dict = {}
    for row in Speaker.objects.filter(name__in=names) if names else ():
        by_name.setdefault(row.name, []).append(row)
    return [
        {**item, "speakers": [_found(each, by_name) for each in item["speakers"]]}
        if "speakers" in item
        else item
        for item in programme
    ]


def _found(typed, by_name):
    known = by_name.get(typed["name"], [])
    if "id" in typed:
        known = [row for row in known if row.pk == typed["id"]]
        if not known:
            raise forms.ValidationError(
                f"嘉宾登记中没有“{typed['name']}#{typed['id']}”，请核对编号，或删去 # 和编号"
            )
    elif typed["organization"]:
        known = [row for row in known if row.organization == typed["organization"]]
    if len(known) > 1:
        choices = "、".join(
            f"{row.name}#{row.pk}（{row.organization or '未写单位'}）" for row in known
        )
        raise forms.ValidationError(
            f"登记中有{len(known)}位“{typed['name']}”，请写明是哪一位：{choices}"
        )
    return _filled(typed, known[0]) if known else typed


def _filled(typed, row):
    empty = not (typed["post"] or typed["organization"])
    today = {"post": row.post, "organization": row.organization} if empty else {}
    return {**typed, **today, "id": row.pk}
