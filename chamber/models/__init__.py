from .organization import Organization, OrganizationKind, RegisterState, split_names
from .session import UserSession
from .user import User

__all__ = [
    "Organization",
    "OrganizationKind",
    "RegisterState",
    "User",
    "UserSession",
    "split_names",
]
