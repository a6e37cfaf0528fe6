"""咨询 and 纠错 on the public site."""
