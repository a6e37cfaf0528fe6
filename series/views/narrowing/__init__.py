"""Lists that a reader narrows: spans of time, topics, numbered pages. Decision 142."""
