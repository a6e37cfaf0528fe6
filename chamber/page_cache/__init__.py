"""The page cache: finished bytes of public pages, in front of Django (decision 137).

versions    numbers in a file that all processes of a machine share; a commit raises them
redis_versions  the same in Redis, for several hosts (decision 143)
writes      which numbers a transaction raises: seen at the database's own door
pages       the finished pages of a process, bounded in bytes
dependence  what a page that is being made depends on
wsgi        the layer: answers from the pages as long as their numbers stand

A page is kept with the numbers of all that it depends on. Whoever commits a change raises the
numbers of what changed; a page with a lower number is made again. So no page is ever listed,
searched for or deleted, and the pages that a publication does not touch stay.
"""
