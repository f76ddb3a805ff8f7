def find_words(text):
    """Return the words of the text in lower case."""
    letters = [c if c.isalpha() else " " for c in text.lower()]
    return "".join(letters).split()


def by_frequency(pair):
    """Sort the most frequent first, equals by the alphabet."""
    word, frequency = pair
    return -frequency, word


def harvest(text, count, shortest=4):
    """Return the most frequent words as pairs of word and frequency."""
    counts = {}
    for word in find_words(text):
        if len(word) >= shortest:
            counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items(), key=by_frequency)[:count]
