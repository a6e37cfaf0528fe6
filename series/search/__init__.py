"""Search for readers.
`query` reads what is typed, `searching` answers, `guessing` where nothing holds it, `indexing`
writes. Nothing outside this folder knows which database it is."""
