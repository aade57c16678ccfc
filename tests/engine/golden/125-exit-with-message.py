# sys.exit ends the program, not with an error.
import atexit, sys

atexit.register(print, 'at exit')
try:
    sys.exit(3)
except SystemExit as e:
    print('caught', e.code)
print('before')
sys.exit('a message')
print('never')
