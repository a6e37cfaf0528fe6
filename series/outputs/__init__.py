"""成品：what can be made of one text, and the table of formats in which it can be had.

`registry.OUTPUTS` holds one entry a format; addresses, buttons, audit names and the rule which
text a page shows come from there.
"""
