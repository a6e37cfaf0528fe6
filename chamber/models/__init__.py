from .organization import Organization, OrganizationKind, RegisterState, split_names
from .user import User

__all__ = ["Organization", "OrganizationKind", "RegisterState", "User", "split_names"]
