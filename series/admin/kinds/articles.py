from django.contrib import admin

from series.forms.entry import EntryForm
from series.models import Article, Kind

from .entries import EntryAdmin


@admin.register(Article)
class ArticleAdmin(EntryAdmin):
    kind = Kind.ARTICLE
    form_class = EntryForm
