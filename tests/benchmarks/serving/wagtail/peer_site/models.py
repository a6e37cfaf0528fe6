from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page


class ArticlePage(Page):
    """An article; home page and sections are of this type too, without a text."""

    date = models.DateField(db_index=True)
    body = RichTextField(blank=True)

    def get_context(self, request, *args, **kwargs):
        """Add what stands around an article: its place in the tree, the sections and five others."""
        context = super().get_context(request, *args, **kwargs)
        above = list(self.get_ancestors(inclusive=True).filter(depth__gt=1))
        others = ArticlePage.objects.live().sibling_of(self, inclusive=False)
        context["above"] = above
        context["sections"] = above[0].get_children().live().in_menu()
        context["others"] = others.only("title", "url_path", "date").order_by("-date")[:5]
        return context
