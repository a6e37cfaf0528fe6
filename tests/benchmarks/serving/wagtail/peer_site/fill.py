"""Make the peer's database: `python -m peer_site.fill TEXT PAGES`, ten sections of articles."""

import json
import sys
from datetime import date, timedelta
from pathlib import Path

import django

SECTIONS = 10


def main(text, pages):
    django.setup()
    from django.core.management import call_command
    from django.db import transaction
    from peer_site.models import ArticlePage
    from wagtail.models import Page, Site

    call_command("migrate", verbosity=0)
    root = Page.objects.get(depth=1)
    root.get_children().delete()
    day = date(2026, 11, 1)
    with transaction.atomic():
        root = Page.objects.get(depth=1)
        home = root.add_child(instance=ArticlePage(title="首页", slug="home", date=day, body=""))
        Site.objects.all().delete()
        Site.objects.create(hostname="127.0.0.1", root_page=home, is_default_site=True)
        for section in range(SECTIONS):
            made = ArticlePage(
                title=f"栏目{section + 1}", slug=f"section-{section + 1}", date=day, body=""
            )
            made.show_in_menus = True
            home.add_child(instance=made)
            for number in range(section, pages, SECTIONS):
                made.add_child(
                    instance=ArticlePage(
                        title=f"{text['headline']} 第{number}篇",
                        slug=f"article-{number}",
                        date=day - timedelta(days=number),
                        body=text["body"],
                    )
                )


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()), int(sys.argv[2]))
