def harvest(text, count, shortest=4):
    """Return the most frequent words as pairs of word and frequency."""
    pass
