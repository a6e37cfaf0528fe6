from .article import Article
from .attachment import Attachment
from .audit import AuditLine
from .column import Column
from .entry import Entry, Kind, Visibility
from .event import Event, EventForm, EventState, Session, SessionKind
from .initiative import Initiative
from .picture import Picture
from .review import Decision, Level, Review
from .revision import Revision
from .series import Series, SeriesKind
from .tag import Tag, TaggedEntry
from .tally import Tally

__all__ = [
    "Article",
    "Attachment",
    "AuditLine",
    "Column",
    "Decision",
    "Entry",
    "Event",
    "EventForm",
    "EventState",
    "Initiative",
    "Kind",
    "Level",
    "Picture",
    "Review",
    "Revision",
    "Series",
    "SeriesKind",
    "Session",
    "SessionKind",
    "Tag",
    "TaggedEntry",
    "Tally",
    "Visibility",
]
