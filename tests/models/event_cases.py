"""Rows of speakers and of what is told after an event that the database refuses."""

from series.models import Appearance, Article, Event, Session, Speaker
from tests.helpers import making


def aftermath():
    row = making.article()
    return lambda: Article.objects.filter(pk=row.pk).update(aftermath="gossip")


def speaker():
    return Speaker.objects.create(name="吴越", organization="某公司", post="董事长")


def speaker_twice():
    row = speaker()
    return Speaker(name=row.name, organization=row.organization, post=row.post).save


def appearance_twice():
    event = Event.objects.get(pk=making.event("public").pk)
    session = Session.objects.create(event=event, order=9, title="致辞")
    row = Appearance.objects.create(session=session, speaker=speaker(), order=1)
    return Appearance(session=session, speaker=row.speaker, order=1).save


CASES = {
    "article_aftermath_known": [aftermath],
    "speaker_stands_once": [speaker_twice],
    "appearance_order_once": [appearance_twice],
}
