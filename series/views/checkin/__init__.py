"""Public pages of the day of an event. Decision 131."""
