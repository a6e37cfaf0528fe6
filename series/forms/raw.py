"""Raw values of a form, stored in a working copy and shown again (decision 24)."""

from django.http import QueryDict

from series.text.markup.blocks import TextError

from .rich_text import both_fields

# Names of the open form and of this one request: no part of what was typed.
NOT_KEPT = (
    *("csrfmiddlewaretoken", "leaves_review"),
    *("form_page", "form_copy", "form_seen", "form_turn", "form_writer", "form_recovered"),
)


def raw_fields(data) -> dict[str, list[str]]:
    """Return the raw values of a request that a working copy stores."""
    return {name: data.getlist(name) for name in data if name not in NOT_KEPT}


def query_dict_of(fields) -> QueryDict:
    """Return stored raw values as the data of a request."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def resume_form(form_class, fields, **options):
    """Return an unbound form that shows raw values, valid or not, without errors."""
    form, data = form_class(**options), query_dict_of(fields)
    for name, field in form.fields.items():
        if not field.widget.value_omitted_from_data(data, {}, name):
            form.initial[name] = field.widget.value_from_datadict(data, {}, name)
    form.initial |= both_fields(data)
    return form


def content_of_copy(form_class, copy, *, stored, columns=None, user=None):
    """Return (content of a working copy, labels of its invalid fields).

    The invalid fields have the values of `stored`."""
    form = form_class(query_dict_of(copy.fields), content=stored, columns=columns, user=user)
    form.is_valid()
    unfinished = [name for name in form.errors if name in form.fields]
    for name in form.fields.keys() - form.cleaned_data.keys():
        form.cleaned_data[name] = getattr(form.fields[name], "empty_value", None)
    try:
        content = form.content()
    except TextError:
        form.cleaned_data["body"] = form.cleaned_data["body_html"] = ""
        content, unfinished = form.content(), [*unfinished, "body"]
    invalid = {key for name in unfinished for key in (name, f"{name.partition('_')[0]}_at")}
    content |= {key: stored[key] for key in invalid if key in content and key in stored}
    return content, [str(form.fields[name].label) for name in unfinished]
