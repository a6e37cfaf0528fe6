"""What pages of entries are put together from, in few queries. Decision 139."""
