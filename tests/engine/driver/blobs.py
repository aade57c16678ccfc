# Blobs as files.
con = sqlite3.connect(':memory:')
con.execute('create table blobs(id integer primary key, b blob, t text, n)')
con.execute("insert into blobs values (1, x'0102030405', 'text', 5)")
con.commit()
b = con.blobopen('blobs', 'b', 1)
t('read', lambda: (len(b), b.read(), b.tell(), b.seek(1), b.read(2), b.read(0), b.read(100), b.read(), b.read(-5)))
t('index', lambda: (b[0], b[-1], b[1:3], b[::2], b[10:], b[0:0]))
t('write', lambda: (b.seek(0), b.write(b'ab'), b.tell(), b[:], b.seek(-1, 2), b.tell(), b.seek(-1, 1), b.tell(), b.write(bytearray(b'Z')), b[:]))


def put(key, value):
    b[key] = value


for place, (key, value) in enumerate([
    (0, 65), (-1, 66), (0, b'a'), (0, 256), (0, -1), (0, 2**70), (slice(1, 3), b'zz'), (slice(1, 3), b'zzz'), (slice(1, 3), 'zz'),
    (slice(0, 5, 2), b'123'), (50, 1), (-50, 1), ('a', 1), (slice(1, 3), memoryview(b'abcd')[::2]), (slice(3, 1), b''), (2**70, 1),
]):
    t(f'put {place}', lambda: put(key, value))
t('now', lambda: b[:])
for key in (50, -50, 'a', 1.5, None, 2**70):
    t(f'index {key!r}', lambda: b[key])
for data in (b'x' * 10, 'x', None, memoryview(b'abcd')[::2]):
    t(f'write {type(data).__name__}', lambda: (b.seek(0), b.write(data)))
for args in ((100,), (-1,), (0, 5), (6,), (5,), ('x',), (-6, 2), (2**31 - 1, 2)):
    t(f'seek {args}', lambda: b.seek(*args))
t('read text', lambda: b.read('x'))
t('delete', lambda: b.__delitem__(0))
t('delete slice', lambda: b.__delitem__(slice(0, 1)))
t('no change is counted', lambda: (con.in_transaction, con.total_changes))
t('stored', lambda: con.execute('select * from blobs').fetchall())
t('changed by another', lambda: (con.execute("update blobs set b = x'99' where id = 1"), b.seek(0), b.read()))
t('close', lambda: (b.close(), b.close()))
for name in ('read', 'tell', '__len__', '__enter__'):
    t(f'closed: {name}', getattr(b, name))
t('read only', lambda: con.blobopen('blobs', 'b', 1, readonly=True).write(b'a'))
t('read only, reading', lambda: con.blobopen('blobs', 'b', 1, readonly=True).read())
t('no table', lambda: con.blobopen('nope', 'b', 1))
t('no column', lambda: con.blobopen('blobs', 'nope', 1))
t('no row', lambda: con.blobopen('blobs', 'b', 99))
t('no database', lambda: con.blobopen('blobs', 't', 1, name='x'))
t('an integer', lambda: con.blobopen('blobs', 'n', 1))
t('text', lambda: con.blobopen('blobs', 't', 1).read())
t('a row beyond 64 bits', lambda: con.blobopen('blobs', 't', 2**63))
with con.blobopen('blobs', 't', 1) as inner:
    t('within with', inner.read)
t('after with', inner.read)
t('temp', lambda: (con.execute('create temp table tt(x)'), con.execute("insert into tt values (x'0102')"), con.blobopen('tt', 'x', 1, name='temp').read())[2])
t('written text stays text', lambda: (con.blobopen('blobs', 't', 1).write(b'TE'), con.execute('select t, typeof(t) from blobs').fetchall())[1])
t('made by hand', sqlite3.Blob)
con.commit()
open_one = con.blobopen('blobs', 'b', 1)
con.close()
t('connection closed', open_one.read)

# Nobody hears of what a blob does.
con = sqlite3.connect(':memory:')
con.executescript("create table t(a); insert into t values (x'0102'); create table heard(x); create trigger tr after update on t begin insert into heard values (1); end")
heard = []
con.set_trace_callback(lambda sql: heard.append(sql))
con.set_authorizer(lambda *about: heard.append(about) or sqlite3.SQLITE_DENY)


def unheard():
    with con.blobopen('t', 'a', 1) as blob:
        blob.write(b'ab')
        return blob[:], heard


t('no hook hears of a blob', unheard)
con.set_trace_callback(None)
con.set_progress_handler(lambda: 1, 1)
t('but progress ends it', unheard)
con.set_progress_handler(None, 1)
t('hooks are on again', lambda: con.execute('select 1'))
con.set_authorizer(None)
t('no trigger hears of a blob', lambda: con.execute('select * from heard').fetchall())
t('triggers are on again', lambda: (con.execute('update t set a = 1').rowcount, con.execute('select * from heard').fetchall()))
con.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
con.execute("update t set a = x'03'")
t('triggers that were off stay off', lambda: (con.blobopen('t', 'a', 1)[:], con.getconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER)))
con.close()
