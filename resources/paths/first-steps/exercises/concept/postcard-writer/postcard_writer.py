def greeting(name):
    """Return the first line of the card."""
    pass


def weather(place, degrees):
    """Return a sentence about the weather in that place."""
    pass


def initials(first, last):
    """Return both initials, each with a full stop."""
    pass


def underline(title):
    """Return the title with a line of = below it."""
    pass


def shorten(text, width):
    """Return at most the first width characters of the text."""
    pass
