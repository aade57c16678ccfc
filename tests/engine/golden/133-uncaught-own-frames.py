# An error that no function of the program catches, with a note, after some output on both streams.
import sys
from sqlalchemy import create_engine, text

engine = create_engine('sqlite://')

def count(table):
    with engine.connect() as connection:
        return connection.scalar(text(f'select count(*) from {table}'))

print('one', end=' ')
print('two', file=sys.stderr)
print(count("(select 1 union select 2)"))
count('missing')
