from tests.helpers.picture_server import port, server

__all__ = ["port", "server"]
