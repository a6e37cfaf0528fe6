"""A form as it was typed: kept by its raw values, opened with them again."""

from django.http import QueryDict

from series.text.markup.blocks import TextError

from .rich_text import both

NOT_KEPT = ("csrfmiddlewaretoken",)


def raw_fields(data) -> dict[str, list[str]]:
    """Return what a working copy keeps of a request's data."""
    return {name: data.getlist(name) for name in data if name not in NOT_KEPT}


def data_of(fields) -> QueryDict:
    """Return what was kept, as a request's data again."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def resumed(form_class, fields, **given):
    """Return a form that opens with raw values, however unfinished, and complains of none."""
    form, data = form_class(**given), data_of(fields)
    for name, field in form.fields.items():
        if not field.widget.value_omitted_from_data(data, {}, name):
            form.initial[name] = field.widget.value_from_datadict(data, {}, name)
    form.initial |= both(data)
    return form


def content_of_copy(form_class, copy, *, stored, columns=None):
    """Return (the content that a working copy would give, labels of fields too unfinished to read):
    these stand as they are in `stored`."""
    form = form_class(data_of(copy.fields), content=stored, columns=columns)
    form.is_valid()
    unfinished = [name for name in form.errors if name in form.fields]
    for name in form.fields.keys() - form.cleaned_data.keys():
        form.cleaned_data[name] = getattr(form.fields[name], "empty_value", None)
    try:
        content = form.content()
    except TextError:
        form.cleaned_data["body"] = form.cleaned_data["body_html"] = ""
        content, unfinished = form.content(), [*unfinished, "body"]
    doubtful = {key for name in unfinished for key in (name, f"{name.partition('_')[0]}_at")}
    content |= {key: stored[key] for key in doubtful if key in content and key in stored}
    return content, [str(form.fields[name].label) for name in unfinished]
