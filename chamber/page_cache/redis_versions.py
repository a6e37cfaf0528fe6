"""Version numbers in Redis or Valkey, for several hosts (decision 143).

All stands in one hash, so that it is lost as a whole or not at all: `state` (“<changes> <marks>”), the
numbers by slot, the marks of writers, and the run of the server that made it. A server that was started
again or emptied begins with numbers of its own time, whatever it read from its disk.

A writer raises its numbers before its commit and once more after it, and leaves its mark between. So
nobody answers from memory what is about to change, and nobody keeps a page meanwhile. The mark of a
writer that is gone ends after LIFE seconds; then everything is raised.

`position` is how far a replica of the database must have come (decision 159). It is 0 where
nobody knows it: at the beginning, after a writer that is gone or that could not tell its own.
"""

import logging
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager

from redis.backoff import NoBackoff
from redis.connection import Connection, parse_url
from redis.exceptions import ConnectionError as BrokenError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as TooLongError
from redis.retry import Retry

from .versions import EVERYTHING, UnreadableError, slot_of, slots_of, unknown

KEY, HOSTS = b"chamber:pages", b"chamber:hosts"
DAY = 24 * 3600
TIMEOUT = 0.25  # seconds for each question and for connecting
PATIENCE = 1.5  # seconds for which a commit tries to raise its numbers
PAUSE = 0.5  # seconds after a failure for which readers do not ask; also between two looks at marks
LIFE = 40  # seconds of a mark: longer than any statement may take (`statement_timeout`)
SCRIPT = b"""
local key, deed, mark, life, everything = KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local position = tonumber(ARGV[5])
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local now = redis.call('TIME')
local kept = redis.call('HMGET', key, 'run', 'marks', 'state', 'position')
local changed = deed == 'raise' or deed == 'enter' or deed == 'leave'
if kept[1] ~= run or not kept[2] or not kept[3] then
  local start = now[1] .. string.format('%06d', tonumber(now[2]))
  redis.call('DEL', key)
  redis.call('HSET', key, 'run', run, 'changes', start, everything, start)
  kept[2], kept[3], kept[4], changed = '{}', false, false, true
end
local marks = cjson.decode(kept[2])
if deed == 'settle' then
  for name, ends in pairs(marks) do
    if ends < tonumber(now[1]) then
      marks[name], changed = nil, true
      redis.call('HINCRBY', key, everything, 1)
      redis.call('HSET', key, 'position', '0')
    end
  end
end
local known = tonumber(kept[4] or '0')
if (deed == 'leave' or deed == 'raise') and position == 0 then
  redis.call('HSET', key, 'position', '0')
elseif deed == 'leave' and known > 0 and known < position
    or deed == 'note' and kept[3] == mark then
  redis.call('HSET', key, 'position', ARGV[5])
end
for place = 6, #ARGV do
  redis.call('HINCRBY', key, ARGV[place], 1)
end
if deed == 'enter' then marks[mark] = tonumber(now[1]) + tonumber(life) end
if deed == 'leave' then marks[mark] = nil end
if changed then
  local count = 0
  for _ in pairs(marks) do count = count + 1 end
  redis.call('HINCRBY', key, 'changes', 1)
  local state = redis.call('HGET', key, 'changes') .. ' ' .. count
  redis.call('HSET', key, 'marks', cjson.encode(marks), 'state', state)
end
return redis.call('HGET', key, 'state')
"""
logger = logging.getLogger(__name__)


def _packed(*words: bytes) -> list[bytes]:
    """Return a command as it is sent (RESP)."""
    parts = [b"$%d\r\n%b\r\n" % (len(word), word) for word in words]
    return [b"*%d\r\n%b" % (len(words), b"".join(parts))]


def _deed(name, slots=(), mark="", position=0):
    """Return the script's command."""
    words = [name, mark, LIFE, slot_of(EVERYTHING), position, *slots]
    return _packed(b"EVAL", SCRIPT, b"1", KEY, *(str(word).encode() for word in words))


STATE = _packed(b"HGET", KEY, b"state")
STANDING = _packed(b"HMGET", KEY, b"state", b"position")
BEGIN, SETTLE = _deed("begin"), _deed("settle")


def _begin(connection):
    """Begin a connection: a server that runs anew gets new numbers before anybody reads one."""
    connection.on_connect()
    connection.send_packed_command(BEGIN, check_health=False)
    connection.read_response()


class RedisVersions:
    """The numbers of several hosts. UnreadableError where the server does not answer.

    Each thread has a connection of its own."""

    is_shared = True

    def __init__(self, url: str):
        options = parse_url(url)
        self._class = options.pop("connection_class", Connection)
        self._options = options | {
            **{"socket_timeout": TIMEOUT, "socket_connect_timeout": TIMEOUT, "protocol": 2},
            **{"retry": Retry(NoBackoff(), 0), "redis_connect_func": _begin, "driver_info": None},
        }
        self._thread = threading.local()
        self._away_until, self._looked_at = 0.0, 0.0

    def state(self) -> bytes:
        """Return bytes that change with every change. Raises UnreadableError."""
        if time.monotonic() < self._away_until:
            raise UnreadableError("the server of the numbers did not answer a moment ago")
        return self._ask(STATE) or self._ask(BEGIN)  # emptied while it ran

    def is_settled(self, state: bytes) -> bool:
        """Tell whether no writer was between its commit and its numbers."""
        return state.endswith(b" 0")

    def settle(self) -> None:
        """Take away the marks of writers that are gone, and raise everything for each."""
        now = time.monotonic()
        if now - self._looked_at > PAUSE:
            self._looked_at = now
            self._ask(SETTLE)

    def numbers(self, slots: Iterable[int]) -> tuple[bytes, ...]:
        """Return the numbers of these slots. Raises UnreadableError."""
        found = self._ask(_packed(b"HMGET", KEY, *(str(slot).encode() for slot in slots)))
        return tuple(number or b"" for number in found)

    def standing(self) -> tuple[bytes, int]:
        """Return the state, and the position that a replica must have reached; 0 is unknown.

        Raises UnreadableError."""
        if time.monotonic() < self._away_until:
            raise UnreadableError("the server of the numbers did not answer a moment ago")
        state, position = self._ask(STANDING)
        return (state, int(position or 0)) if state else (self._ask(BEGIN), 0)

    def note_position(self, state: bytes, position: int) -> None:
        """Note the position that a replica must have reached, unless anything changed since `state`.

        Raises UnreadableError."""
        self._ask(_deed("note", mark=state.decode(), position=position))

    @contextmanager
    def writing(self, keys: Iterable[str], position: Callable[[], int] = unknown):
        """Raise the numbers of these keys, before the commit in the block and after it.

        `position` tells after the block how far a replica must have come to show it.
        Raises UnreadableError before the block where they cannot be raised."""
        slots, mark = slots_of(keys), secrets.token_hex(8)
        self._insist(_deed("enter", slots, mark))
        try:
            yield
        finally:
            try:
                self._insist(_deed("leave", slots, mark, position()))
            except UnreadableError:
                logger.error("the mark of a commit stays; all pages are made again in %d s", LIFE)

    def touch(self, keys: Iterable[str]) -> None:
        """Raise the numbers of these keys. Raises UnreadableError."""
        self._insist(_deed("raise", slots_of(keys)))

    def discard(self) -> None:
        """Remove the numbers, so that all hosts make all pages again."""
        self._insist(_packed(b"DEL", KEY))

    def note_host(self, name: str, words: str) -> dict[str, str]:
        """Note what a host says of itself; return what all hosts said within a day."""
        now = int(time.time())
        self._ask(_packed(b"HSET", HOSTS, name.encode(), f"{now} {words}".encode()))
        found = [part.decode() for part in self._ask(_packed(b"HGETALL", HOSTS))]
        told = {
            host: said.split(" ", 1) for host, said in zip(found[::2], found[1::2], strict=True)
        }
        return {host: said for host, (at, said) in told.items() if now - int(at) < DAY}

    def _insist(self, command):
        """Ask again for PATIENCE seconds. Every deed may be done twice."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return self._ask(command)
            except UnreadableError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def _ask(self, command):
        """Return the server's answer; over a new connection where the former one is broken."""
        connection = self._connection()
        try:
            try:
                return _answer(connection, command)
            except TooLongError:
                raise
            except BrokenError:  # the server was started again, or closed an idle connection
                return _answer(connection, command)
        except RedisError as error:
            self._away_until = time.monotonic() + PAUSE
            logger.warning("no numbers of pages: %s", error)
            raise UnreadableError(str(error)) from error

    def _connection(self):
        pid, connection = getattr(self._thread, "own", (0, None))
        if pid != os.getpid():  # a child has its parent's sockets
            connection = self._class(**self._options)
            self._thread.own = os.getpid(), connection
        return connection


def _answer(connection, command):
    connection.send_packed_command(command, check_health=False)
    return connection.read_response()
