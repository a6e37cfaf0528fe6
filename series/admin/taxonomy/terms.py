"""词表: the terms of the vocabulary, with their spellings and synonyms (decisions 61, 62)."""

from django import forms
from django.contrib import admin

from series.actions.errors import EditorialError
from series.actions.tags.vocabulary import checked_words, drop_term, keep_term
from series.admin.base import DeskAdmin
from series.models import Term
from series.text.language.term_words import split_words


class TermForm(forms.ModelForm):
    """A term with its spellings and synonyms."""

    class Meta:
        model = Term
        fields = ("name", "kind", "spellings", "synonyms")

    def clean(self):
        """Check the words of the term; the first refused one gives an error."""
        fields = super().clean()
        if "name" not in fields:
            return fields
        try:
            name, spellings, synonyms = checked_words(self.instance, **term_fields(fields))
        except EditorialError as error:
            raise forms.ValidationError(str(error)) from error
        return {**fields, "name": name, "spellings": spellings, "synonyms": synonyms}


def term_fields(fields):
    """Return the cleaned fields of a form as the actions take them."""
    lists = {key: split_words(fields.get(key) or "") for key in ("spellings", "synonyms")}
    return {"name": fields["name"], **lists}


@admin.register(Term)
class TermAdmin(DeskAdmin):
    """The terms of the vocabulary, edited by those who may edit tags.

    Terms are proposed as tags."""

    form = TermForm
    fields = (("name", "kind"), "spellings", "synonyms")
    list_display = ("name", "kind", "spellings", "synonyms")
    list_filter = ("kind",)
    search_fields = ("name", "spellings", "synonyms")
    search_help_text = "检索词条、写法、同义词"

    def save_model(self, request, obj, form, change):
        fields = form.cleaned_data
        keep_term(obj, kind=fields["kind"], by=request.user, **term_fields(fields))

    def delete_model(self, request, obj):
        drop_term(obj, by=request.user)

    def _record(self, request, verb, obj, *, changed=""):
        """Write nothing: the actions have written the line."""
