def parse_walk(line, number):
    """Return one line of the file as (date, trail, kilometres)."""
    parts = [part.strip() for part in line.split(";")]
    if len(parts) != 3:
        raise ValueError(f"line {number}: expected date; trail; kilometres")
    date, trail, kilometres = parts
    try:
        return date, trail, float(kilometres)
    except ValueError:
        raise ValueError(f"line {number}: {kilometres!r} is no number") from None


def read_walks(path):
    """Return the walks in the file as (date, trail, kilometres)."""
    walks = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            line = line.strip()
            if line and not line.startswith("#"):
                walks.append(parse_walk(line, number))
    return walks


def write_report(walks, path):
    """Write a line for each trail, most kilometres first."""
    counts = {}
    lengths = {}
    for _, trail, kilometres in walks:
        counts[trail] = counts.get(trail, 0) + 1
        lengths[trail] = lengths.get(trail, 0) + kilometres
    with open(path, "w", encoding="utf-8") as file:
        for trail in sorted(counts, key=lambda name: (-lengths[name], name)):
            word = "walk" if counts[trail] == 1 else "walks"
            file.write(f"{trail}: {counts[trail]} {word}, {lengths[trail]:.1f} km\n")
