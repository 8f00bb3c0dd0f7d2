"""The fields and mutations that are more than plain reading, by trade; `wiring.py` has the rest."""
