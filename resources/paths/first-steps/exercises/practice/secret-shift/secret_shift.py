def hide(text, shift):
    """Return the text with every letter moved by shift places."""
    pass


def reveal(text, shift):
    """Return the text that was hidden with this shift."""
    pass
