"""Publishes and withdraws in a process of its own, told line by line what to do (JSON).

    ["create", "第0次"]                 bring a public article in; answers [key, address]
    ["picture", "第0次"]                the same with a picture in every size; answers [key, its address]
    ["publish", key, "第1次"]           publish it under this headline
    ["publish", key, "第2次", "before"] and be killed just before the commit, or "after" it
    ["unwatched", key, "第3次"]         publish without raising a number: the control
    ["unplaced", key, "第4次"]          publish without telling a replica's position: the control
    ["fill"]                            a small site with an entry of each kind
    ["withdraw", key]                   withdraw it

What cannot be committed while the numbers are away is answered with the sentence for the editor.
"""

import contextlib
import json
import os
import signal
import sys

import django


def create(headline):
    row = _making().article("public", headline=headline)
    return row.pk, row.get_absolute_url()


def picture(headline):
    from series.actions.media.pictures import store_picture
    from series.actions.media.renditions import make_missing
    from tests.helpers.samples.photographs import drawn, saved

    stored = store_picture(saved(drawn(1000, 700), "JPEG"))
    list(make_missing())
    figure = f'<figure><img src="{stored.get_absolute_url()}" alt="图"></figure>'
    row = _making().article("public", headline=headline, body=f"<p>有图。</p>{figure}")
    return row.pk, stored.get_absolute_url()


def publish(key, headline, killed=""):
    making = _making()
    row = _row(key)
    revision = making.change(row, headline=headline)
    making.approve_fully(row)
    if killed:
        die_at_commit(killed)
    making.publish(row, revision=revision, by=making.people.chief())


def die_at_commit(moment):
    """End this process at its next commit that raises numbers."""
    from chamber.page_cache import writes

    numbers = writes.versions()
    watched = numbers.writing

    @contextlib.contextmanager
    def writing(keys, position):
        with watched(keys, position):
            if moment == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            yield
            os.kill(os.getpid(), signal.SIGKILL)

    numbers.writing = writing


def unwatched(key, headline):
    from chamber.page_cache import writes

    site = writes._Site
    path, numbers = site.path, site.versions
    site.path = site.versions = None
    try:
        publish(key, headline)
    finally:
        site.path, site.versions = path, numbers


def unplaced(key, headline):
    from chamber.page_cache import writes

    numbers = writes.versions()
    told = numbers.writing
    numbers.writing = lambda keys, position: told(keys, lambda: 1)
    try:
        publish(key, headline)
    finally:
        numbers.writing = told


def fill():
    from tests.helpers.pages import make_site, make_work

    column = _making().column()
    make_site(column, make_work(column))


def withdraw(key):
    making = _making()
    making.withdraw(_row(key), reason="内容有误", by=making.people.chief())


def _making():
    from tests.helpers import making  # needs Django set up

    return making


def _row(key):
    from series.models import Article

    return Article.objects.get(pk=key)


DEEDS = {
    each.__name__: each for each in (create, picture, publish, unwatched, unplaced, fill, withdraw)
}


def main():
    django.setup()
    from chamber.page_cache.writes import NumbersAwayError

    for line in sys.stdin:
        name, *words = json.loads(line)
        try:
            said = DEEDS[name](*words)
        except NumbersAwayError as error:
            said = str(error)
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
