"""Values that programs bind, odd ones among them. Made anew for each use: some are used up."""

import array
import collections
import datetime
import decimal
import enum


class Level(enum.IntEnum):
    LOW = 3


class Word(str):
    pass


class Adapted:
    def __init__(self, value):
        self.value = value

    def __conform__(self, protocol):
        return self.value


class Refusing:
    def __conform__(self, protocol):
        raise KeyError('refused')


class Items:
    """A sequence by its methods alone."""

    def __init__(self, items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, place):
        return self.items[place]


class Lenient(dict):
    def __missing__(self, name):
        return f'no {name}'


ODD = [
    lambda: 2**31, lambda: -2**31 - 1, lambda: 2**53 + 1, lambda: 2**63 - 1, lambda: -2**63, lambda: 2**63, lambda: -2**63 - 1,
    lambda: 2**64, lambda: 10**30, lambda: float('nan'), lambda: float('inf'), lambda: float('-inf'), lambda: -0.0, lambda: 5e-324,
    lambda: 1.7976931348623157e308, lambda: 0.1 + 0.2, lambda: 1e16, lambda: True, lambda: False, lambda: '', lambda: 'a\0b',
    lambda: '\0', lambda: '\ud800', lambda: 'x\udfffy', lambda: '\ufeffbom', lambda: '\U0001f600', lambda: 'é' * 40, lambda: 'x' * 300,
    lambda: "O'Hara", lambda: '"quoted"', lambda: '12', lambda: ' 12 ', lambda: '1e3', lambda: '0x10', lambda: b'', lambda: b'\0\xff\x80',
    lambda: b'text', lambda: bytearray(b'array'), lambda: memoryview(b'view'), lambda: memoryview(b'abcdef')[::2],
    lambda: array.array('H', [1, 2]), lambda: Level.LOW, lambda: Word('word'), lambda: decimal.Decimal('1.5'), lambda: 1j, lambda: [1],
    lambda: object, lambda: datetime.date(2020, 2, 29), lambda: datetime.datetime(2020, 2, 29, 1, 2, 3, 4), lambda: Adapted(7),
    lambda: Adapted('seven'), lambda: Adapted([]), lambda: Refusing(), lambda: datetime.time(1, 2), lambda: frozenset(),
]


def value(random):
    """A value, most often an ordinary one."""
    dice = random.random()
    if dice < 0.3:
        return random.randrange(-5, 12)
    if dice < 0.55:
        return random.choice(['Ada', 'Grace', 'Bob', 'bob', 'Zoë', '數學', 'a b', '%', '_a'])
    if dice < 0.65:
        return None
    if dice < 0.75:
        return random.choice([0.5, -1.25, 3.0, 1e10])
    return random.choice(ODD)()


def parameters(random, count, names):
    """Parameters for a statement with so many, or these names; sometimes the wrong ones."""
    dice = random.random()
    if names:
        given = {name: value(random) for name in names}
        if dice < 0.7:
            return given
        if dice < 0.76:
            given.pop(names[0])
            return given
        if dice < 0.82:
            return {**given, 'unasked': 1, 5: 6}
        if dice < 0.88:
            return Lenient()
        if dice < 0.92:
            return collections.UserDict(given)
        # Not a sequence, which Python took until 3.13.
        return random.choice([None, 5, {}, object()])
    if dice >= 0.93:
        return random.choice([None, 5, 'ab', '', b'ab', {}, {'a': 1}, set(), frozenset([1]), iter([1]), Items([1]), range(2), object()])
    if dice >= 0.88:
        count = max(0, count + random.choice([-1, 1, 2]))
    items = [value(random) for _ in range(count)]
    return items if dice < 0.25 else Items(items) if dice < 0.3 else tuple(items)
