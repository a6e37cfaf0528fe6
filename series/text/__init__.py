"""Pure functions on strings. Nothing here imports Django or touches the database."""
