import { describe, expect, it } from 'vitest';
import { attribute, factsOf, linksOf, NEW_DB, objectNamed, SCHOOL } from './inspector-fixture.ts';
import { startRunningEngine } from './running-engine.ts';

describe('objects', () => {
  const begin = `${SCHOOL}\ndb.create_all()\nt1, s1 = Teacher(name='Ada'), Student(name='Bo')\n`;

  it('follow the prompt from transient to stored', async () => {
    const engine = await startRunningEngine();
    await engine.run(begin);
    const look = () => engine.api.inspect();
    let facts = await look();
    expect(objectNamed(facts, 't1')).toMatchObject({ model: 'Teacher', state: 'transient', session: null, identity: null });
    expect(attribute(facts, 't1', 'name')).toEqual({ name: 'name', relationship: false, status: 'set', value: "'Ada'", before: null });
    expect(attribute(facts, 't1', 'id')).toMatchObject({ status: 'unset', value: null });

    await engine.evaluate('t1.students.append(s1)');
    expect(linksOf(await look())).toEqual(['t1.students ⇄ s1.teachers unsaved (teacher_id=?, student_id=?)']);
    await engine.evaluate('db.session.add(t1)');
    facts = await look();
    expect([objectNamed(facts, 't1')?.state, objectNamed(facts, 's1')?.state]).toEqual(['pending', 'pending']);
    expect(linksOf(facts)).toEqual(['t1.students ⇄ s1.teachers pending (teacher_id=?, student_id=?)']);
    expect(facts.objects.sessions).toEqual([{ id: 's0', name: 'db.session', autoflush: true, transaction: true, persistent: 0, pending: 2, modified: 0, deleted: 0 }]);

    await engine.evaluate('db.session.flush()');
    facts = await look();
    expect(linksOf(facts)).toEqual(['t1.students ⇄ s1.teachers stored (teacher_id=1, student_id=1)']);
    expect(objectNamed(facts, 't1')).toMatchObject({ state: 'persistent', session: 's0', identity: '1' });
    expect(facts.objects.sessions[0]).toMatchObject({ transaction: true, persistent: 2, pending: 0 });

    await engine.evaluate('db.session.commit()');
    facts = await look();
    expect(attribute(facts, 't1', 'name')).toMatchObject({ status: 'expired', value: null });
    expect(linksOf(facts)).toEqual([]);
    expect(facts.objects.sessions[0]?.transaction).toBe(false);

    await engine.evaluate("t1.name = 'Eve'; t1.students.remove(s1)");
    facts = await look();
    expect(linksOf(facts)).toEqual(['t1.students ⇄ s1.teachers removed (teacher_id=1, student_id=1)']);
    expect(facts.objects.sessions[0]?.modified).toBe(2);
    await engine.evaluate('db.session.delete(s1)');
    facts = await look();
    expect(objectNamed(facts, 's1')).toMatchObject({ state: 'persistent', toBeDeleted: true });
    await engine.evaluate('db.session.flush()');
    expect(objectNamed(await look(), 's1')).toMatchObject({ state: 'deleted' });
    await engine.evaluate('db.session.commit(); db.session.expunge(t1)');
    facts = await look();
    expect([objectNamed(facts, 't1')?.state, objectNamed(facts, 's1')?.state]).toEqual(['detached', 'detached']);
  });

  it('keep old values beside the new', async () => {
    const facts = await factsOf(begin, "db.session.add(t1); db.session.commit(); t1.name", "t1.name = 'Eve'");
    expect(attribute(facts, 't1', 'name')).toEqual({ name: 'name', relationship: false, status: 'changed', value: "'Eve'", before: "'Ada'" });
    expect(attribute(facts, 't1', 'exams')).toMatchObject({ relationship: true, status: 'unloaded', value: null });
  });

  it('in between two others are objects with two links', async () => {
    const facts = await factsOf(begin, 'db.session.add_all([t1, s1]); t1.examined.append(s1)');
    expect(linksOf(facts).sort()).toEqual(['s1.exams ⇄ Exam null.student pending', 't1.exams ⇄ Exam null.teacher pending']);
  });

  it('without a partner relationship are linked one way', async () => {
    const facts = await factsOf(`${NEW_DB}
pairs = db.Table('pairs', db.Column('a', db.ForeignKey('a.id')), db.Column('b', db.ForeignKey('b.id')))
class A(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    bs = db.relationship('B', secondary='pairs')
class B(db.Model):
    id = db.Column(db.Integer, primary_key=True)
a = A(id=1, bs=[B(id=2)])
db.session.add(a)
db.session.flush()
`);
    expect(linksOf(facts)).toEqual(['a.bs ⇄ B 2.null stored (a=1, b=2)']);
  });

  it('are named after what points at them', async () => {
    const facts = await factsOf(begin, "also = t1; people = [t1, s1]; by_name = {'Bo': s1}; t1");
    expect(objectNamed(facts, 't1')?.names).toEqual(['t1', 'also', 'people[0]']);
    expect(objectNamed(facts, 's1')?.names).toEqual(['s1', 'people[1]', "by_name['Bo']"]);
  });

  it('keep their numbers from look to look', async () => {
    const engine = await startRunningEngine();
    await engine.run(begin);
    const before = objectNamed(await engine.api.inspect(), 's1')?.id;
    await engine.evaluate('db.session.add_all([Teacher(name="New"), s1]); del t1');
    expect(objectNamed(await engine.api.inspect(), 's1')?.id).toBe(before);
  });

  it('are cut at two hundred, the named and the waiting first', async () => {
    const facts = await factsOf(begin, 'many = [Student(name=str(i)) for i in range(500)]; db.session.add_all(many); db.session.flush()', 'db.session.add(t1)');
    expect(facts.objects.objects).toHaveLength(200);
    expect(objectNamed(facts, 't1')?.state).toBe('pending');
    expect(facts.objects.notes).toEqual(['302 more objects are not shown: those that have a name or wait for a flush come first.']);
    expect(facts.objects.sessions[0]).toMatchObject({ persistent: 500, pending: 1 });
  });
});
