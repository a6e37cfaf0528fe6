"""咨询 at the desk: the list with the open clock, one question, the settings; 纠错."""
