"""Who has a place: derived from the order of live registrations, stored nowhere. Decision 128."""

from dataclasses import dataclass

from django.db.models import Count, Q

from series.models import Registration, RegistrationSettings, RegistrationState, SessionChoice


@dataclass(frozen=True)
class Places:
    """Capacity of an event or a session (None: no limit), and who wants a place."""

    capacity: int | None
    live: int
    pending: int = 0
    refused: int = 0
    cancelled: int = 0

    @property
    def taken(self):
        return self.live if self.capacity is None else min(self.live, self.capacity)

    @property
    def waiting(self):
        return self.live - self.taken

    @property
    def left(self):
        """Return the free places; None without a limit."""
        return None if self.capacity is None else self.capacity - self.taken

    @property
    def is_full(self):
        return self.left == 0


def places_of(settings: RegistrationSettings) -> Places:
    """Return the numbers of an event in one query."""
    states = {str(state): Count("pk", filter=Q(state=state)) for state in RegistrationState}
    counted = Registration.objects.filter(event=settings.pk).aggregate(**states)
    return Places(settings.capacity, **counted)


def places_of_sessions(settings: RegistrationSettings) -> list:
    """Return the sessions of an event, each with its numbers as `places`."""
    chosen = Q(choices__registration__state=RegistrationState.LIVE)
    rows = list(settings.sessions.annotate(live=Count("choices", filter=chosen)))
    for row in rows:
        row.places = Places(row.capacity, row.live)
    return rows


def first_in_queue(settings: RegistrationSettings):
    """Return the live registrations that have a place."""
    queue = Registration.objects.filter(event=settings.pk).in_queue()
    if settings.capacity is None:
        return queue
    return queue.filter(pk__in=queue[: settings.capacity].values("pk"))


def with_places(registrations, settings: RegistrationSettings) -> set[int]:
    """Return the keys of those of these registrations that have a place.

    One query finds the last place alone: the index of the queue is walked up to it, and no row read."""
    live = [row for row in registrations if row.state == RegistrationState.LIVE]
    if settings.capacity is None:
        return {row.pk for row in live}
    queue = Registration.objects.filter(event=settings.pk).in_queue().values_list("queued_at", "pk")
    last = list(queue[settings.capacity - 1 : settings.capacity]) if settings.capacity else [()]
    return {row.pk for row in live if not last or (row.queued_at, row.pk) <= last[0]}


def first_of_session(session):
    """Return the choices of a session that have a place there.

    Only who has a place at the event is counted: these are the first of the queue, so that nobody
    who comes in later stands before them.
    """
    choices = SessionChoice.objects.filter(
        session=session,
        registration__state=RegistrationState.LIVE,
        registration__admitted_at__isnull=False,
    ).order_by("registration__queued_at", "registration_id")
    if session.capacity is None:
        return choices
    return choices.filter(pk__in=choices[: session.capacity].values("pk"))


def number_in_queue(registration: Registration) -> int:
    """Return how many live registrations stand up to this one, itself included."""
    before = Q(queued_at__lt=registration.queued_at) | Q(
        queued_at=registration.queued_at, pk__lte=registration.pk
    )
    return Registration.objects.filter(event=registration.event_id).live().filter(before).count()


@dataclass(frozen=True)
class Standing:
    """What one person reads about their registration: a word, its tone and a sentence."""

    word: str
    tone: str
    sentence: str
    has_place: bool = False


def standing_of(registration: Registration, settings: RegistrationSettings) -> Standing:
    """Return where this registration stands now."""
    if registration.state == RegistrationState.PENDING:
        return Standing("待审核", "waiting", "主办方审核后得到席位或列入候补。")
    if registration.state == RegistrationState.REFUSED:
        reason = registration.reason or "名额有限"
        return Standing("未通过", "off", f"主办方没有通过：{reason}。")
    if registration.state == RegistrationState.CANCELLED:
        return Standing("已取消", "off", "席位已让给候补的人。")
    number = number_in_queue(registration)
    if settings.capacity is None or number <= settings.capacity:
        return Standing("已报名", "in", f"第 {number} 席", has_place=True)
    waiting = number - settings.capacity
    return Standing("候补", "waiting", f"候补第 {waiting} 位，有人取消就依次递补。")
