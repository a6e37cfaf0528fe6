"""Rules of registration for events: windows, places, codes, answers. They write nothing."""
