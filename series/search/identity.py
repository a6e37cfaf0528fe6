"""What an index was made with; when it changes, the index is rebuilt. Decision 69."""

import hashlib
from importlib.metadata import version

from series.models import learn_vocabulary
from series.text.language import index_form, segmenter, vocabulary

FORM = 4  # raised when documents are put together differently


def identity() -> str:
    """Return the digest of all that stored tokens depend on beside the texts."""
    learn_vocabulary()
    parts = [f"form {FORM}", f"pairs {index_form.FORM}", f"words {segmenter.dictionary_digest()}"]
    parts += [f"{name} {version(name)}" for name in ("jieba", "OpenCC", "pypinyin")]
    parts.append(f"terms {vocabulary.digest()}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
