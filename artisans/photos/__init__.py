"""Photos as bytes and pixels: what may come in, what is left of it, what pages show. No Django, no database."""
