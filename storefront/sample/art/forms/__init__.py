"""The forms that goods take: one module per trade."""
