"""Our pages against the smallest views of the same texts."""
