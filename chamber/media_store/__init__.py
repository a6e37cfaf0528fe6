"""Where pictures and attachments are stored: a folder, or a bucket of an S3-compatible store.

`FolderStore` and `ObjectStore` answer the same questions, so that little above asks which of the
two it is: the mirror, `doctor` and `copy_media` (decision 160). `objects` loads boto3 and is imported by the setting alone.
"""
