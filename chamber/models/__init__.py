from .organization import Organization, OrganizationKind
from .user import User

__all__ = ["Organization", "OrganizationKind", "User"]
