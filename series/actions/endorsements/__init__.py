"""联署: what is done with the endorsements of a call.

From the public form to the purge."""
