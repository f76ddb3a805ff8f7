def new_book(path):
    """Make an empty book."""
    with open(path, "w", encoding="utf-8"):
        pass


def sign_in(path, name, nights):
    """Add a guest at the end of the book."""
    with open(path, "a", encoding="utf-8") as file:
        file.write(f"{name},{nights}\n")


def read_lines(path):
    """Return the lines of the book that are not empty."""
    lines = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip()
            if line:
                lines.append(line)
    return lines


def guests(path):
    """Return the names of the guests; none if there is no book."""
    try:
        lines = read_lines(path)
    except FileNotFoundError:
        return []
    return [line.split(",")[0] for line in lines]


def total_nights(path):
    """Return the sum of all nights in the book."""
    nights = 0
    for line in read_lines(path):
        nights += int(line.split(",")[1])
    return nights


def copy_sorted(source, target):
    """Write the sorted lines of one book into another."""
    lines = sorted(read_lines(source))
    with open(target, "w", encoding="utf-8") as file:
        for line in lines:
            file.write(line + "\n")
