from .article import Article
from .attachment import Attachment
from .audit import AuditHead, AuditLine, Result
from .column import Column
from .column_role import ColumnRole
from .comment import Comment, CommentReply, CommentState
from .desk_check import DeskCheck
from .entry import TEXTS, Entry, Visibility
from .entry_kinds import CHILD, ENTRY_KINDS
from .event import Appearance, Event, EventForm, EventState, Session, SessionKind, Speaker
from .figure import Figure
from .initiative import Initiative
from .kind import Aftermath, EntryKind, Kind
from .mention import Mention
from .notification import Notification
from .participation.check_in import CheckIn, CheckInLink, CheckInLinkKind, CheckInWay
from .participation.consultation import (
    Consultation,
    ConsultationMail,
    ConsultationMailKind,
    ConsultationMatter,
    ConsultationNote,
    ConsultationOutcome,
    ConsultationState,
)
from .participation.consultation_settings import (
    ConsultationConsent,
    ConsultationSettings,
    SpecialDay,
)
from .participation.endorsement import (
    COUNTED,
    CallVersion,
    Endorsement,
    EndorsementConsent,
    EndorsementMail,
    EndorsementMailKind,
    EndorsementSettings,
    EndorsementState,
    EndorsementWay,
    Signers,
    ThresholdReached,
)
from .participation.feedback import Feedback, WouldCome
from .participation.letter import GroupLetter
from .participation.registration import (
    AttemptKind,
    Registration,
    RegistrationAttempt,
    RegistrationGroup,
    RegistrationMail,
    RegistrationMailKind,
    RegistrationState,
    SessionChoice,
)
from .participation.registration_settings import (
    ConsentText,
    Invitation,
    QuestionKind,
    RegistrationQuestion,
    RegistrationSession,
    RegistrationSettings,
    RegistrationWay,
)
from .participation.typo_report import TypoReport, TypoState
from .picture import Picture, PictureTag
from .placement import PLACES_AT_ONCE, Notice, Place, Placement
from .prepared_query import PreparedQuery, PreparedRows, PreparedValues
from .presence import Presence
from .related import EntryFeature, Feature, PendingRelation, RelatedEntry, RevisionKeyterms
from .review import CannedOpinion, Decision, Level, Review
from .revision import Revision
from .saved_filter import SavedFilter
from .search import DraftDocument, SearchDocument, SearchIndex, Slot, SlotState
from .search_tally import LONGEST_QUESTION, SearchTally
from .series import Series, SeriesKind
from .share_link import ShareLink
from .similar import Shingle, SimilarPair, TextSample
from .site.finished_text import FinishedText
from .site.flatpage import FlatPage
from .site.navigation import NavigationArea, NavigationLink
from .site.redirect import Redirect
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
    "COUNTED",
    "ENTRY_KINDS",
    "LONGEST_QUESTION",
    "PLACES_AT_ONCE",
    "TEXTS",
    "Aftermath",
    "Appearance",
    "Article",
    "Attachment",
    "AttemptKind",
    "AuditHead",
    "AuditLine",
    "CallVersion",
    "CannedOpinion",
    "CheckIn",
    "CheckInLink",
    "CheckInLinkKind",
    "CheckInWay",
    "Column",
    "ColumnRole",
    "Comment",
    "CommentReply",
    "CommentState",
    "ConsentText",
    "Consultation",
    "ConsultationConsent",
    "ConsultationMail",
    "ConsultationMailKind",
    "ConsultationMatter",
    "ConsultationNote",
    "ConsultationOutcome",
    "ConsultationSettings",
    "ConsultationState",
    "DailyViews",
    "Decision",
    "DeskCheck",
    "DraftDocument",
    "Endorsement",
    "EndorsementConsent",
    "EndorsementMail",
    "EndorsementMailKind",
    "EndorsementSettings",
    "EndorsementState",
    "EndorsementWay",
    "Entry",
    "EntryFeature",
    "EntryKind",
    "Event",
    "EventForm",
    "EventState",
    "Feature",
    "Feedback",
    "Figure",
    "FinishedText",
    "FlatPage",
    "FormerTag",
    "FormerTagKey",
    "GroupLetter",
    "Initiative",
    "Invitation",
    "Kind",
    "Level",
    "Mention",
    "NavigationArea",
    "NavigationLink",
    "Notice",
    "Notification",
    "Outcome",
    "PendingRelation",
    "Picture",
    "PictureTag",
    "Place",
    "Placement",
    "PreparedQuery",
    "PreparedRows",
    "PreparedValues",
    "Presence",
    "QuestionKind",
    "Redirect",
    "Registration",
    "RegistrationAttempt",
    "RegistrationGroup",
    "RegistrationMail",
    "RegistrationMailKind",
    "RegistrationQuestion",
    "RegistrationSession",
    "RegistrationSettings",
    "RegistrationState",
    "RegistrationWay",
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
    "SessionChoice",
    "SessionKind",
    "ShareLink",
    "Shingle",
    "Signers",
    "SimilarPair",
    "Slot",
    "SlotState",
    "Speaker",
    "SpecialDay",
    "StandIn",
    "Step",
    "Submission",
    "Tag",
    "TaggedEntry",
    "Tally",
    "Term",
    "TermKind",
    "TextSample",
    "ThresholdReached",
    "TrustedSource",
    "TypoReport",
    "TypoState",
    "Visibility",
    "VocabularyState",
    "WorkingCopy",
    "WouldCome",
    "learn_vocabulary",
    "public_tag_at",
    "tag_at",
]
