def is_mirrored(text):
    """Return whether the text reads the same forwards and backwards."""
    kept = "".join(c for c in text.casefold() if c.isalnum())
    return kept == kept[::-1]
