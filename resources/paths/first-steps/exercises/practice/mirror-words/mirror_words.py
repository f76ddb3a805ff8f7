def is_mirrored(text):
    """Return whether the text reads the same forwards and backwards."""
    pass
