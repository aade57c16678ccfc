import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { attribute, NEW_DB } from './inspector-fixture.ts';
import { startRunningEngine } from './running-engine.ts';

describe('looking', () => {
  it('calls none of the learner’s code', async () => {
    const engine = await startRunningEngine();
    const { error } = await engine.run(`${NEW_DB}
class Loud:
    def __getattr__(self, name): raise LookupError(name)
    def __eq__(self, other): raise LookupError('eq')
    def __repr__(self): raise LookupError('repr')
    __hash__ = None
class Name(str):
    def __repr__(self): raise LookupError('name')
    __str__ = __len__ = __getitem__ = __repr__
class Shy(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)
    data = db.Column(db.PickleType)
    def __repr__(self): return Shy.query.first().name
    def __eq__(self, other): raise LookupError('eq')
    def __bool__(self): raise LookupError('bool')
    __hash__ = object.__hash__
    @property
    def total(self): return Shy.query.count()
loud = Loud()
shy = Shy(name=Name('x' * 100), data=Loud())
db.session.add(shy)
`);
    expect(error).toBeUndefined();
    const facts = await engine.api.inspect();
    expect(facts.objects.notes).toEqual([]);
    expect(attribute(facts, 'shy', 'name')?.value).toBe(`'${'x'.repeat(58)}…`);
    expect(attribute(facts, 'shy', 'data')?.value).toBe('<Loud>');
  });

  const folder = new URL('golden/', import.meta.url);
  const programs = readdirSync(folder).filter((file) => /^\d.*\.py$/.test(file));
  const WATCH = `
def __look():
    import json, sqlite3._statements
    from sqlalchemy.orm.decl_api import registry
    from junction.inspector import Inspector
    import gc
    def mappers():
        return sorted((str(m.class_), m.configured) for r in gc.get_objects() if isinstance(r, registry) for m in [x.__dict__.get('mapper') for x in list(r._managers)] if m is not None)
    before = mappers()
    facts = json.loads(Inspector().inspect(globals()))
    return before == mappers(), [note for part in facts.values() for note in part['notes'] if 'could not be looked at' in note]
__look()
`;
  it.each(programs)('changes nothing and sends no SQL: %s', async (program) => {
    const engine = await startRunningEngine();
    await engine.run(readFileSync(new URL(program, folder), 'utf8'));
    const { stdout, statements, error } = await engine.evaluate(WATCH);
    expect(error).toBeUndefined();
    expect(statements).toEqual([]);
    expect(stdout).toBe('(True, [])\n');
  });
});
