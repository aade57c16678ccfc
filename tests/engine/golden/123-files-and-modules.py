# The ordinary life of a program: its file, its folder, pickles, copies, modules.
import copy, importlib.metadata, inspect, io, json, os, pathlib, pickle, random, string, sys, tempfile, textwrap, time

print(__name__, os.path.basename(__file__), sys.argv[0].endswith('main.py') or sys.argv, __doc__)

class Point:
    """A place."""
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)

p = Point(1, [2])
print(pickle.loads(pickle.dumps(p)) == p, Point.__module__, copy.deepcopy(p) == p, copy.copy(p).y is p.y)
print(inspect.getsource(Point.__init__).strip().splitlines()[-1])
print(inspect.getsource(Point).splitlines()[0], inspect.getdoc(Point))
print(textwrap.dedent('''
    indented
      more''').strip())
with open('note.txt', 'w', encoding='utf-8') as f:
    print('first', 'zweite Zeile äöü', sep='\n', file=f)
with open('note.txt', encoding='utf-8') as f:
    print([line.rstrip() for line in f], os.path.getsize('note.txt'))
here = pathlib.Path()
print(sorted(q.name for q in here.iterdir() if q.suffix in ('.txt', '.py')), pathlib.Path.cwd() == pathlib.Path(os.getcwd()))
pathlib.Path('greet.py').write_text('def hello(name):\n    return f"hello {name}"\n')
import greet
print(greet.hello('you'), greet.__name__, __import__('greet') is greet)
for package in ('SQLAlchemy', 'Flask-SQLAlchemy', 'Flask'):
    print(package, importlib.metadata.version(package))
with tempfile.TemporaryDirectory() as folder:
    print(os.path.isdir(folder), os.listdir(folder))
print(open(__file__, encoding='utf-8').readline().strip())
random.seed(5)
print(random.randint(1, 1000), random.sample(string.ascii_lowercase, 3))
print(json.dumps({'b': 1, 'a': [None, True, 1.5, 'ü']}, sort_keys=True), time.strftime('%Y', time.gmtime(0)))
print(eval('p.x + 1'), exec('q = p.x') or q, 'p' in globals(), sys.modules['__main__'].p is p)
buffer = io.StringIO()
print('elsewhere', file=buffer)
print(repr(buffer.getvalue()), vars(p))
os.makedirs('a/b')
os.chdir('a')
print(os.listdir(), os.path.basename(os.getcwd()))
