from .article import Article
from .attachment import Attachment
from .audit import AuditHead, AuditLine, Result
from .column import Column
from .column_role import ColumnRole
from .comment import Comment, CommentReply, CommentState
from .desk_check import DeskCheck
from .entry import Entry, Visibility
from .entry_kinds import CHILD, ENTRY_KINDS
from .event import Event, EventForm, EventState, Session, SessionKind
from .figure import Figure
from .initiative import Initiative
from .kind import EntryKind, Kind
from .mention import Mention
from .notification import Notification
from .picture import Picture
from .placement import PLACES_AT_ONCE, Notice, Place, Placement
from .prepared_query import PreparedQuery
from .presence import Presence
from .related import EntryFeature, Feature, PendingRelation, RelatedEntry, RevisionKeyterms
from .review import CannedOpinion, Decision, Level, Review
from .revision import Revision
from .saved_filter import SavedFilter
from .search import SearchDocument, SearchIndex, Slot, SlotState
from .search_tally import LONGEST_QUESTION, SearchTally
from .series import Series, SeriesKind
from .share_link import ShareLink
from .similar import Shingle, SimilarPair, TextSample
from .stand_in import StandIn
from .submission import Submission
from .tag import FormerTag, FormerTagKey, Tag, TaggedEntry, public_tag_at, tag_at
from .tally import Tally
from .task import Outcome, ReviewTask, Step
from .term import Term, TermKind, VocabularyState, learn_vocabulary
from .trusted_source import TrustedSource
from .views import DailyViews
from .working_copy import WorkingCopy

__all__ = [
    "CHILD",
    "ENTRY_KINDS",
    "LONGEST_QUESTION",
    "PLACES_AT_ONCE",
    "Article",
    "Attachment",
    "AuditHead",
    "AuditLine",
    "CannedOpinion",
    "Column",
    "ColumnRole",
    "Comment",
    "CommentReply",
    "CommentState",
    "DailyViews",
    "Decision",
    "DeskCheck",
    "Entry",
    "EntryFeature",
    "EntryKind",
    "Event",
    "EventForm",
    "EventState",
    "Feature",
    "Figure",
    "FormerTag",
    "FormerTagKey",
    "Initiative",
    "Kind",
    "Level",
    "Mention",
    "Notice",
    "Notification",
    "Outcome",
    "PendingRelation",
    "Picture",
    "Place",
    "Placement",
    "PreparedQuery",
    "Presence",
    "RelatedEntry",
    "Result",
    "Review",
    "ReviewTask",
    "Revision",
    "RevisionKeyterms",
    "SavedFilter",
    "SearchDocument",
    "SearchIndex",
    "SearchTally",
    "Series",
    "SeriesKind",
    "Session",
    "SessionKind",
    "ShareLink",
    "Shingle",
    "SimilarPair",
    "Slot",
    "SlotState",
    "StandIn",
    "Step",
    "Submission",
    "Tag",
    "TaggedEntry",
    "Tally",
    "Term",
    "TermKind",
    "TextSample",
    "TrustedSource",
    "Visibility",
    "VocabularyState",
    "WorkingCopy",
    "learn_vocabulary",
    "public_tag_at",
    "tag_at",
]
