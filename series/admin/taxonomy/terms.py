"""词表: the terms that stay whole in a text, and what else they are called."""

from django import forms
from django.contrib import admin

from series.actions.errors import EditorialError
from series.actions.tags.vocabulary import checked_words, drop_term, keep_term
from series.admin.base import DeskAdmin
from series.models import Term
from series.text.language.term_words import split_words


class TermForm(forms.ModelForm):
    class Meta:
        model = Term
        fields = ("name", "kind", "spellings", "synonyms")

    def clean(self):
        """Return one sentence for the first word that cannot be, above the form: it names the word."""
        given = super().clean()
        if "name" not in given:
            return given
        try:
            name, spellings, synonyms = checked_words(self.instance, **words_of(given))
        except EditorialError as error:
            raise forms.ValidationError(str(error)) from error
        return {**given, "name": name, "spellings": spellings, "synonyms": synonyms}


def words_of(given):
    """Return what a form holds, as the action takes it."""
    lists = {field: split_words(given.get(field) or "") for field in ("spellings", "synonyms")}
    return {"name": given["name"], **lists}


@admin.register(Term)
class TermAdmin(DeskAdmin):
    """Kept by those who keep the tags: what is proposed as one comes from here."""

    form = TermForm
    fields = (("name", "kind"), "spellings", "synonyms")
    list_display = ("name", "kind", "spellings", "synonyms")
    list_filter = ("kind",)
    search_fields = ("name", "spellings", "synonyms")
    search_help_text = "检索词条、写法、同义词"

    def save_model(self, request, obj, form, change):
        given = form.cleaned_data
        keep_term(obj, kind=given["kind"], by=request.user, **words_of(given))

    def delete_model(self, request, obj):
        drop_term(obj, by=request.user)

    def _record(self, request, verb, obj, *, changed=""):
        """The actions have written the line."""
