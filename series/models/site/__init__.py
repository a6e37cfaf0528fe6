"""What belongs to the site as a whole: single pages, navigation, redirects."""
