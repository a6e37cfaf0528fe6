"""The read interface under /api/: what the public pages show, as JSON.
Nothing is written, no session is opened, no cookie is set."""
