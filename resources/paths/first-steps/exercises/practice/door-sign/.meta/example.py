def door_sign(name):
    """Return the name in a frame."""
    line = "+" + "-" * (len(name) + 2) + "+"
    return f"{line}\n| {name} |\n{line}"
