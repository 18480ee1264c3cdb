"""Names → mentions: who and where is named in a text, and how that is known."""
