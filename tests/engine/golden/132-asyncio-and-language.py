# asyncio.run, and the language itself: generators, context managers, decorators, matching, exception groups.
import asyncio, collections, contextlib, functools, itertools, typing, enum, operator, re

async def work(name, delay):
    await asyncio.sleep(delay)
    print('done', name)
    return name

async def main():
    results = await asyncio.gather(work('slow', 0.03), work('quick', 0.01))
    print(results)
    queue = asyncio.Queue()
    async def producer():
        for n in range(3):
            await queue.put(n)
        await queue.put(None)
    task = asyncio.create_task(producer())
    while (item := await queue.get()) is not None:
        print('got', item)
    await task
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(1)
    except TimeoutError:
        print('timed out')
    async def ticks():
        for n in range(2):
            yield n
    print([n async for n in ticks()])
    return 'finished'

print(asyncio.run(main()))
print(asyncio.run(work('again', 0)))

@functools.lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info().misses)

match {'kind': 'exam', 'marks': [1, 2, 3]}:
    case {'kind': 'exam', 'marks': [first, *rest]}:
        print(first, rest)

@contextlib.contextmanager
def section(name):
    print('<', name)
    yield name.upper()
    print(name, '>')
with section('a') as a, section('b'):
    print(a)
print(collections.Counter('mississippi').most_common(2), list(itertools.pairwise('abc')))
print(re.sub(r'(\w+) (\w+)', r'\2 \1', 'many to'), typing.get_type_hints(section), sorted([3, 1, 2], key=operator.neg))
print({**{'a': 1}, 'b': 2} | {'c': 3}, *(n ** 2 for n in range(3)), sep=' / ')
try:
    raise ExceptionGroup('two', [ValueError(1), TypeError('x')])
except* ValueError as group:
    print('value errors', group.exceptions)
except* TypeError as group:
    print('type errors', group.exceptions)
