# Standard output and standard error: kinds of writing.
import contextlib, io, logging, sys

print('a', 'b', sep='-', end='!\n')
print()
print('no newline', end='')
print(' then one', flush=True)
sys.stdout.write('written\n')
print(sys.stdout.write('four') == 4)
sys.stdout.writelines(['x\n', 'y\n'])
sys.stdout.flush()
sys.stdout.buffer.write('bytes ü\n'.encode())
sys.stdout.buffer.flush()
print(sys.stdout.encoding, sys.stdout.isatty(), sys.stdout.writable(), sys.stdout.readable(), sys.stderr.errors)
with contextlib.redirect_stdout(io.StringIO()) as caught:
    print('caught')
print(repr(caught.getvalue()))
sys.stdout = io.StringIO()
print('lost')
sys.stdout = sys.__stdout__
print('back', 'ünïcödé ☃ \U0001f40d', '\ttab', 'null\0byte', sep='|')
try:
    print('lone \ud800 surrogate')
except UnicodeEncodeError as e:
    print(type(e).__name__, e)
try:
    sys.stdout.write(b'bytes')
except TypeError as e:
    print('TypeError', e)
print('to stderr', file=sys.stderr)
print('lone \ud800 on stderr', file=sys.stderr)
logging.warning('logged %s', 'once')
logging.getLogger('mine').error('and again')
print('crlf\r\nnext\rreturn')
for n in range(3):
    print(n, end=' ')
print(f'{1e16} {0.1 + 0.2} {10**20} {1/3:.3f} {255:#x}')
help_text = io.StringIO()
with contextlib.redirect_stdout(help_text):
    help(len)
print(help_text.getvalue().splitlines()[0])
