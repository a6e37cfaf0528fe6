"""成品：the formats that are made of one text, and the table of them.

`registry.OUTPUTS` has one row a format; addresses, buttons, audit names and the rule which text a
page shows come from there. Decision 53.
"""
