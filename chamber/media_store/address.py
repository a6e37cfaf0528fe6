"""The settings of an object store, read while Django's settings are made."""

from importlib.util import find_spec
from urllib.parse import urlsplit

LOCAL = ("127.0.0.1", "localhost", "::1")
STYLES = ("path", "virtual")


def store_fault(address, key, secret, style) -> str:
    """Return why settings of an object store cannot work; “” where they can."""
    if not address:
        return ""
    endpoint, bucket = split_address(address)
    parts = urlsplit(endpoint)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)
    if not is_safe or not parts.hostname or not bucket or "/" in bucket:
        return f"CHAMBER_S3 应为 https://主机/存储桶，现在是“{address}”"
    if not key or not secret:
        return "设了 CHAMBER_S3，还须设 CHAMBER_S3_KEY 和 CHAMBER_S3_SECRET"
    if style not in STYLES:
        return f"CHAMBER_S3_STYLE 应为 path 或 virtual，现在是“{style}”"
    if find_spec("storages") is None or find_spec("boto3") is None:
        return "设了 CHAMBER_S3，请先运行 .venv/bin/python -m pip install -r requirements.txt"
    return ""


def split_address(address) -> tuple[str, str]:
    """Return (endpoint, bucket) of an address that ends with the bucket."""
    parts = urlsplit(address)
    if "@" in parts.netloc or parts.query or parts.fragment:
        return "", ""
    return f"{parts.scheme}://{parts.netloc}", parts.path.strip("/")


def default_storage(address, key, secret, *, region, style) -> dict:
    """Return Django's setting of the storage of media."""
    if not address:
        return {"BACKEND": "chamber.media_store.folder.FolderStore"}
    endpoint, bucket = split_address(address)
    options = {"endpoint_url": endpoint, "bucket_name": bucket, "region_name": region}
    options |= {"access_key": key, "secret_key": secret, "style": style}
    return {"BACKEND": "chamber.media_store.objects.ObjectStore", "OPTIONS": options}
