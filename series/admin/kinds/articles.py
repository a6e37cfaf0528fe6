from django.contrib import admin

from series.forms.event_article import ArticleForm
from series.models import Article, Kind

from .entries import EntryAdmin


@admin.register(Article)
class ArticleAdmin(EntryAdmin):
    kind = Kind.ARTICLE
    form_class = ArticleForm
