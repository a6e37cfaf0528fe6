"""What the public does: registrations for events, endorsements of calls, consultations."""
