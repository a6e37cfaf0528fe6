"""A connection to PostgreSQL that is lost while it is made is tried a second time, and no more."""

import socket
from contextlib import contextmanager, suppress
from threading import Thread

import pytest
from django.db import OperationalError, connection
from django.db.backends.postgresql.base import DatabaseWrapper as Djangos

from chamber.backends.postgresql.base import DatabaseWrapper

pytestmark = pytest.mark.django_db
PLACE = {"NAME": "site", "USER": "site", "PASSWORD": "", "HOST": "127.0.0.1", "CONN_MAX_AGE": 0}
REST = {"OPTIONS": {}, "TIME_ZONE": None, "CONN_HEALTH_CHECKS": True, "AUTOCOMMIT": True}
LIMITS = {"connect_timeout": 5, "sslmode": "disable", "gssencmode": "disable"}


@contextmanager
def gate(refused, *, onward=None):
    """Give the port of a gate that loses so many connections, then leads on; and its count."""
    count = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        watch = Thread(target=_keep, args=(listening, count, refused, onward), daemon=True)
        watch.start()
        yield listening.getsockname()[1], count
        listening.shutdown(socket.SHUT_RDWR)
    watch.join()


def _keep(listening, count, refused, onward):
    with suppress(OSError):  # the gate is shut
        while True:
            visitor, _ = listening.accept()
            count.append(visitor)
            if len(count) <= refused or onward is None:
                visitor.close()
            else:
                _join(visitor, socket.create_connection(onward))


def _join(one, other):
    for ends in ((one, other), (other, one)):
        Thread(target=_pump, args=ends, daemon=True).start()


def _pump(source, target):
    with suppress(OSError):  # one side has gone
        while data := source.recv(1 << 16):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


@pytest.mark.parametrize(("backend", "tries"), [(DatabaseWrapper, 2), (Djangos, 1)])
def test_a_lost_connection_is_tried_twice(backend, tries):
    """The control is Django's own backend."""
    with gate(9) as (port, count):
        wrapper = backend({**PLACE, **REST, "PORT": port, "OPTIONS": LIMITS}, "lost")
        with pytest.raises(OperationalError):
            wrapper.ensure_connection()
        assert len(count) == tries


@pytest.mark.parametrize("backend", [DatabaseWrapper, Djangos])
def test_the_second_connection_serves(backend):
    if connection.vendor != "postgresql":
        pytest.skip("只用于 postgresql")
    own = connection.settings_dict
    options = {**own["OPTIONS"], **LIMITS}
    with gate(1, onward=(own["HOST"], int(own["PORT"]))) as (port, _):
        wrapper = backend({**own, "HOST": "127.0.0.1", "PORT": port, "OPTIONS": options}, "gated")
        if backend is Djangos:
            with pytest.raises(OperationalError):
                wrapper.ensure_connection()
            return
        with wrapper.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)
        wrapper.close()
