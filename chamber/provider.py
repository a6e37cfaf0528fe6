"""What the settings of single sign-on must be; read while Django's settings are made."""

from urllib.parse import urlsplit

LOCAL = ("127.0.0.1", "localhost", "::1")


def provider_fault(issuer, client, secret) -> str:
    """Return a sentence about settings of single sign-on that cannot work, or an empty string."""
    if not issuer:
        return ""
    parts = urlsplit(issuer)
    is_safe = parts.scheme == "https" or parts.hostname in LOCAL
    if not is_safe or not parts.hostname or parts.query or parts.fragment:
        return f"CHAMBER_OIDC_ISSUER 应为 https:// 开头的地址，现在是“{issuer}”"
    if not client or not secret:
        return "设了 CHAMBER_OIDC_ISSUER，还须设 CHAMBER_OIDC_CLIENT 和 CHAMBER_OIDC_SECRET"
    return ""
