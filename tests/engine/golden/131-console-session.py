# An InteractiveConsole inside a program: errors, blocks, several statements on a line.
import code, sys

console = code.InteractiveConsole({'__name__': '__console__'})
lines = '''
x = 5; x * 2
_ + 1
def f(n):
    return n + _

f(1)
if x > 3:
    print('more')
else:
    print('less')

[i for i in range(x)]
None
'quo"te', b'x', 1e3
class C: pass

C.__name__
import math; math.pi
'''.strip().splitlines()
more = False
for line in lines:
    print('... ' if more else '>>> ', line, sep='')
    more = console.push(line)
print(console.push('for'), sorted(k for k in console.locals if not k.startswith('__')))
