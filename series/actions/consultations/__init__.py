"""咨询: what is done with questions to the federation.

From the public form to the purge.

Order of locks: the audit chain (deeds of the desk), then the consultation. Decision 135.
"""
