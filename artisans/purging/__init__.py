"""Taking everything of a withdrawn maker away, and proving that nothing of it is left."""
