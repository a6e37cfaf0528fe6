"""Personal data of the public.

Phones and mailboxes, stored so that the database alone is mute."""
