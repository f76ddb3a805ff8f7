def read_walks(path):
    """Return the walks in the file as (date, trail, kilometres)."""
    pass


def write_report(walks, path):
    """Write a line for each trail, most kilometres first."""
    pass
