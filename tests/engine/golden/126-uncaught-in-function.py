# An error of one's own, raised from another.
class NotEnrolled(Exception):
    def __init__(self, who):
        super().__init__(f'{who} is not enrolled')

def mark(grades, who):
    try:
        return grades[who]
    except KeyError as missing:
        raise NotEnrolled(who) from missing

print(mark({'Ann': 1}, 'Ann'))
print(mark({'Ann': 1}, 'Bob'))
