ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def move(character, shift):
    """Return the character moved along the alphabet it belongs to, if any."""
    for letters in (ALPHABET, ALPHABET.upper()):
        if character in letters:
            return letters[(letters.index(character) + shift) % len(letters)]
    return character


def hide(text, shift):
    """Return the text with every letter moved by shift places."""
    return "".join(move(character, shift) for character in text)


def reveal(text, shift):
    """Return the text that was hidden with this shift."""
    return hide(text, -shift)
