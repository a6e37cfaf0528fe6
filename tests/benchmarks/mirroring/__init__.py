"""The measurement of the mirror."""
