import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EngineClient } from '../../src/worker/engine-client.ts';
import { ThreadSpawner, threadAssets } from './thread-spawner.ts';

let assets: Awaited<ReturnType<typeof threadAssets>>;
beforeAll(async () => {
  assets = await threadAssets();
});

let client: EngineClient | undefined;
afterEach(() => client?.dispose());

function start(): EngineClient {
  const spawner = new ThreadSpawner(assets);
  const nothing = () => undefined;
  client = new EngineClient({ timeLimit: 0, standby: true, spawner: () => spawner, events: { progress: nothing, output: nothing, databaseChanged: nothing, restarted: nothing } });
  client.start();
  return client;
}

/** Models that a learner writes, and runs again and again. */
const MODELS = `
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///school.db'
db = SQLAlchemy(app)
taught = db.Table('taught', db.Column('teacher_id', db.ForeignKey('teacher.id'), primary_key=True), db.Column('student_id', db.ForeignKey('student.id'), primary_key=True))
class Teacher(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(20))
    students = db.relationship('Student', secondary=taught, back_populates='teachers')
class Student(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    teachers = db.relationship('Teacher', secondary=taught, back_populates='students')
with app.app_context():
    db.create_all()
    db.session.add(Teacher(name='Ada', students=[Student()]))
    db.session.commit()
    print(Teacher.query.count(), [t.name for t in Teacher.query])
`;

/** Leaves traces wherever a program can. */
const MESS = `${MODELS}
import atexit, builtins, contextvars, datetime, decimal, gc, io, json, linecache, locale, logging, os, random, signal, sqlite3, sys, threading, time, types, warnings
from sqlalchemy import event, types as sqltypes
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Mapper, Session, configure_mappers
from sqlalchemy.pool import Pool
for target, name in ((Engine, 'before_cursor_execute'), (Engine, 'connect'), (Pool, 'checkout'), (Session, 'before_flush'), (Mapper, 'before_insert')):
    event.listen(target, name, lambda *args, **named: print('heard', name))
warnings.simplefilter('error')
warnings.showwarning = print
sqlite3.register_adapter(decimal.Decimal, str)
sqlite3.register_converter('decimal', decimal.Decimal)
sqlite3.register_adapter(str, str.upper)
sqlite3.enable_callback_tracebacks(True)
sqlite3.paramstyle = 'format'
sqlite3.connect = None
logging.basicConfig(level=logging.DEBUG)
logging.getLogger('sqlalchemy.engine').addHandler(logging.StreamHandler())
logging.disable(logging.CRITICAL)
sys.modules['mine'] = types.ModuleType('mine')
sys.path.append('/nowhere')
sys.argv.append('--odd')
sys.setrecursionlimit(500)
sys.displayhook = sys.excepthook = print
sys.stdout.write('before'); sys.stdout = io.StringIO()
sys.settrace(lambda *args: None)
sys.ps1 = '? '
os.environ['MINE'] = 'yes'
os.environ.pop('HOME', None)
os.makedirs('folder/inside', exist_ok=True)
open('folder/file.txt', 'w').write('text')
open('module_of_mine.py', 'w').write('x = 1')
import module_of_mine
os.chdir('folder')
os.umask(0)
builtins.print = builtins.mine = lambda *args: None
builtins.int.__name__
json.dumps = str
gc.disable()
random.seed(1)
decimal.getcontext().prec = 2
datetime.mine = time.sleep = None
atexit.register(lambda: 1 / 0)
contextvars.ContextVar('mine').set(1)
sqltypes.String.mine = Session.mine = 1
Flask.secret = 'kept?'
sqlite3.Connection.__module__
__import__('__main__').left = 'over'
app.app_context().push()
db.session.add(Teacher(name='pending'))
`;

/** All of it, as a program finds it. */
const LOOK = `
import atexit, builtins, datetime, decimal, gc, json, linecache, logging, os, sqlite3, sys, time, warnings
import flask, sqlalchemy
from sqlalchemy import event, types as sqltypes
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Mapper, Session
from sqlalchemy.orm.mapper import _all_registries
from sqlalchemy.pool import Pool
def count(dispatch):
    return {name: len(list(getattr(dispatch, name))) for name in dir(dispatch) if not name.startswith('_') and hasattr(getattr(dispatch, name), '__iter__')}
print(json.dumps({
    'filters': [str(each) for each in warnings.filters], 'showwarning': warnings.showwarning.__qualname__,
    'events': [count(each.dispatch) for each in (Engine, Pool, Session, Mapper)], 'registries': len(_all_registries()),
    'adapters': sorted(str(each) for each in sqlite3.adapters), 'converters': sorted(sqlite3.converters), 'style': sqlite3.paramstyle, 'connect': str(type(sqlite3.connect)),
    'logging': [len(logging.root.handlers), logging.root.level, logging.root.manager.disable, sorted(name for name in logging.root.manager.loggerDict if 'flask' not in name)],
    'modules': sorted(sys.modules), 'path': sys.path, 'argv': sys.argv, 'limit': sys.getrecursionlimit(), 'hooks': [sys.excepthook.__qualname__, sys.displayhook.__qualname__, str(sys.gettrace())],
    'environ': dict(os.environ), 'cwd': os.getcwd(), 'files': sorted(os.listdir()), 'umask': os.umask(0o22),
    'builtins': sorted(vars(builtins)), 'print': print.__qualname__, 'json': json.dumps.__module__, 'gc': gc.isenabled(), 'precision': decimal.getcontext().prec,
    'added': [hasattr(datetime, 'mine'), callable(time.sleep), hasattr(sqltypes.String, 'mine'), hasattr(Session, 'mine'), hasattr(flask.Flask, 'secret'), hasattr(sqlite3, 'mine')],
    'exit': atexit._ncallbacks(), 'lines': sorted(linecache.cache), 'main': sorted(vars(sys.modules['__main__'])), 'context': flask.has_app_context(),
}, sort_keys=True))
`;

describe('a second run', () => {
  it('of the same models makes the same tables and classes, without a warning', async () => {
    const engine = start();
    const first = await engine.run(MODELS);
    const second = await engine.run(MODELS);
    expect(first).toMatchObject({ status: 'ok', stdout: "1 ['Ada']\n", stderr: '' });
    expect(second).toMatchObject({ status: 'ok', stdout: first.stdout, stderr: '', warnings: [] });
    expect(second.statements.map(({ sql }) => sql)).toEqual(first.statements.map(({ sql }) => sql));
  });

  it('finds nothing of what the first left: events, registries, filters, adapters, handlers, modules, environment, files', async () => {
    const engine = start();
    const clean = await engine.run(LOOK);
    expect(clean).toMatchObject({ status: 'ok', stderr: '' });
    const mess = await engine.run(MESS);
    expect(mess.error).toBeUndefined();
    const after = await engine.run(LOOK);
    expect(JSON.parse(after.stdout)).toEqual(JSON.parse(clean.stdout));
  });

  it('keeps the data when told to, and nothing else', async () => {
    const engine = start();
    await engine.run(MODELS);
    const again = await engine.run(MODELS, { keepData: true });
    expect(again).toMatchObject({ status: 'ok', stdout: "2 ['Ada', 'Ada']\n", stderr: '', warnings: [] });
  });
});
