def clean(label):
    """Return the label without outer white space, in title case."""
    pass


def same_plant(first, second):
    """Return whether both labels are equal but for case and outer white space."""
    pass


def file_name(label):
    """Return a file name for the label."""
    pass


def word_count(label):
    """Return the number of words in the label."""
    pass


def plant_list(text):
    """Return the plants of a comma-separated text, separated by ' / '."""
    pass
