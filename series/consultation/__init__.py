"""Rules of consultations: the open clock. They write nothing."""
