def digit_sum(number):
    """Return the sum of the digits."""
    total = 0
    while number > 0:
        total += number % 10
        number //= 10
    return total


def cascade(number):
    """Return the number and all its digit sums down to a single digit."""
    numbers = [number]
    while numbers[-1] > 9:
        numbers.append(digit_sum(numbers[-1]))
    return numbers
