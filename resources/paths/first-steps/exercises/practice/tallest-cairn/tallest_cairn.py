def tallest(widths):
    """Return the stones of the tallest cairn, from the bottom to the top."""
    pass
