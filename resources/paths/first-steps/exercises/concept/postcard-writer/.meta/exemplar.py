def greeting(name):
    """Return the first line of the card."""
    return f"Dear {name},"


def weather(place, degrees):
    """Return a sentence about the weather in that place."""
    return f"In {place} it is {degrees} degrees."


def initials(first, last):
    """Return both initials, each with a full stop."""
    return f"{first[0]}.{last[0]}."


def underline(title):
    """Return the title with a line of = below it."""
    return title + "\n" + "=" * len(title)


def shorten(text, width):
    """Return at most the first width characters of the text."""
    return text[:width]
