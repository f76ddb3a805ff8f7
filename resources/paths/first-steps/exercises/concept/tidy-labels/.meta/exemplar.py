def clean(label):
    """Return the label without outer white space, in title case."""
    return label.strip().title()


def same_plant(first, second):
    """Return whether both labels are equal but for case and outer white space."""
    return first.strip().casefold() == second.strip().casefold()


def file_name(label):
    """Return a file name for the label."""
    return label.strip().lower().replace(" ", "-") + ".txt"


def word_count(label):
    """Return the number of words in the label."""
    return len(label.split())


def plant_list(text):
    """Return the plants of a comma-separated text, separated by ' / '."""
    return " / ".join(text.strip().split(","))
