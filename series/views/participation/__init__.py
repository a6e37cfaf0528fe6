"""Pages of people who took part in an event."""
