# Database files among the files of the program.
import mmap
import os
import shutil
import tempfile

os.chdir(folder)


def make(path, value):
    connection = sqlite3.connect(path)
    connection.execute('create table t(x)')
    connection.execute('insert into t values (?)', (value,))
    connection.commit()
    connection.close()


def rows(path, sql='select * from t', **options):
    connection = sqlite3.connect(path, **options)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def write(path, data):
    with open(path, 'wb') as file:
        file.write(data)


con = sqlite3.connect('a.db')
t('new', lambda: (os.path.getsize('a.db'), read('a.db'), os.listdir('.')))
con.execute('create table t(x)')
con.execute('insert into t values (1)')
t('not committed', lambda: (os.path.getsize('a.db'), rows('a.db')))
con.commit()
t('size', lambda: (os.path.getsize('a.db'), os.stat('a.db').st_blocks > 0, len(read('a.db')), read('a.db')[:15]))
file = open('a.db', 'rb', buffering=0)
t('from its end', lambda: (file.seek(-4096, 2), len(file.read()), file.seek(0), file.read(6)))
t('mapped', lambda: mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)[:6])
file.close()
t('copied', lambda: (shutil.copy('a.db', 'b.db'), rows('b.db')))
con.execute('insert into t values (2)')
con.commit()
t('the copy is one', lambda: (rows('a.db'), rows('b.db')))
t('renamed', lambda: (os.rename('b.db', 'c.db'), rows('c.db'), sorted(os.listdir('.'))))
t('under its former name', lambda: rows('b.db'))
con.close()
t('deleted', lambda: (os.remove('a.db'), os.path.exists('a.db'), rows('a.db', 'select * from sqlite_schema')))
make('d.db', 7)
t('deleted and made anew', lambda: (os.remove('d.db'), write('d.db', b''), rows('d.db')))
make('e.db', 8)
t('written over', lambda: (write('e.db', b'nonsense' * 200), os.path.getsize('e.db'), rows('e.db')))
t('emptied', lambda: (write('e.db', b''), os.path.getsize('e.db'), rows('e.db')))
make('f.db', 9)
t('truncated', lambda: (os.truncate('f.db', 100), os.path.getsize('f.db'), rows('f.db')))
make('g.db', 10)


def spoil():
    with open('g.db', 'r+b') as file:
        file.seek(3)
        file.write(b'X')
    return read('g.db')[:8], os.path.getsize('g.db')


t('spoilt', lambda: (spoil(), rows('g.db')))
make('h.db', 11)
t('written back', lambda: (write('i.db', read('h.db')), rows('i.db'), write('h.db', read('i.db')), rows('h.db')))
t('serialized', lambda: (write('j.db', sqlite3.connect('h.db').serialize()), rows('j.db')))
shutil.copy('h.db', 'k.db')
memory = sqlite3.connect(':memory:')
t('a copy attached', lambda: (memory.execute("attach '/tmp/probe/k.db' as k"), memory.execute('select * from k.t').fetchall())[1])
t('attached ones are there', lambda: (memory.execute("attach '/tmp/probe/l.db' as l").rowcount, os.path.getsize('l.db'), memory.execute('create table l.n(x)').rowcount, memory.commit(), os.path.getsize('l.db')))
t('copied by SQL', lambda: (sqlite3.connect('h.db').execute("vacuum into '/tmp/probe/m.db'").rowcount, os.path.getsize('m.db'), rows('m.db')))
memory.close()
t('linked', lambda: (os.symlink('h.db', 'n.db'), rows('n.db'), os.path.getsize('n.db')))
make('o.db', 12)
os.chmod('o.db', 0o444)
t('not to be written', lambda: (rows('o.db'), os.path.getsize('o.db')))
os.chmod('o.db', 0o644)
for mode in ('ro', 'rw', 'rwc'):
    t(f'mode {mode}', lambda: (rows(f'file:h.db?mode={mode}', uri=True), rows(f'file:none-{mode}.db?mode={mode}', 'select * from sqlite_schema', uri=True)))
make('p.db', 15)
os.remove('p.db')
for mode in ('ro', 'rw'):
    t(f'mode {mode} of a deleted one', lambda: rows(f'file:p.db?mode={mode}', uri=True))
t('what modes made', lambda: sorted(name for name in os.listdir('.') if name.startswith('none')))


def in_temporary_file():
    with tempfile.NamedTemporaryFile(suffix='.db') as file:
        make(file.name, 13)
        return file.read(6), rows(file.name)


def in_temporary_folder():
    with tempfile.TemporaryDirectory() as name:
        path = os.path.join(name, 'x.db')
        make(path, 14)
        before = os.listdir(name), rows(path)
    return before, os.path.exists(path)


t('in a temporary file', in_temporary_file)
t('in a temporary folder', in_temporary_folder)
t('no folder', lambda: rows('nowhere/x.db'))
t('a folder', lambda: rows('/tmp'))
os.chdir('/home/learner')
