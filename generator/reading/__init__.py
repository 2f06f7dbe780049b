"""The bytes of one file become nouns and problems: pure, and knowing no other file."""
