import { boot, exam, exams, filled, model, models, people, program, school, table } from './programs.ts';

/** Two programs: one that earns a piece of advice, and its mended form, which does not. */
export interface DoctorCase {
  rule: string;
  /** Which of several ways into the same mistake this is. */
  as?: string;
  bad: string;
  /** Text of the line that the advice points at; absent when it points at none. */
  at?: string;
  good: string;
}

const unpaired = models.replaceAll(/, back_populates='\w+'/g, '');
const shortcut = (more = ''): string =>
  program(
    boot,
    model('Teacher', `exams = db.relationship('Exam', back_populates='teacher')`, `students = db.relationship('Student', secondary='exams'${more})`),
    model('Student', `exams = db.relationship('Exam', back_populates='student')`),
    exam,
    'db.create_all()',
    'Teacher()',
  );
const authors = (back: string): string =>
  program(
    boot,
    model('Author', `books = db.relationship('Book'${back})`),
    model('Book', `author_id = db.Column(db.ForeignKey('authors.id'))`, `author = db.relationship('Author'${back.replace('author', 'books')})`),
    'db.create_all()',
    'Author()',
  );
const linked = (columns: string, more = ''): string =>
  program(boot, `links = db.Table('links',\n    ${columns})`, models.replace(`back_populates='teachers'`, `back_populates='teachers'${more}`), 'db.create_all()');
const teacherKey = `db.Column('teacher_id', db.ForeignKey('teachers.id')`;
const studentKey = `db.Column('student_id', db.ForeignKey('students.id')`;
const proxied = (creator: string): string =>
  program(
    boot,
    'from sqlalchemy.ext.associationproxy import association_proxy',
    model('Teacher', `exams = db.relationship('Exam', back_populates='teacher')`, `students = association_proxy('exams', 'student'${creator})`),
    model('Student', `exams = db.relationship('Exam', back_populates='student')`),
    exam,
    'db.create_all()',
    'Teacher()',
  );
const listener = `db.event.listen(db.engine, 'connect', lambda connection, _: connection.execute('PRAGMA foreign_keys = ON'))`;
const fileSchool = (setUp: string): string =>
  program(boot.replace(':memory:', 'school.db'), table, models, setUp, 'db.create_all()', 'db.session.add(Teacher(students=[Student()]))', 'db.session.commit()');

export const doctorCases: DoctorCase[] = [
  // What SQLAlchemy warns of.
  { rule: 'missing-back-populates', bad: program(boot, table, unpaired, 'Teacher()'), at: `teachers = db.relationship('Teacher'`, good: program(boot, table, models, 'Teacher()') },
  { rule: 'missing-back-populates', as: 'one-to-many', bad: authors(''), at: `author = db.relationship('Author')`, good: authors(`, back_populates='author'`) },
  {
    rule: 'missing-back-populates',
    as: 'silenced',
    bad: program(boot, table, unpaired.replace(`'Teacher', secondary=links`, `'Teacher', secondary=links, overlaps='students'`), 'Teacher()'),
    at: `teachers = db.relationship('Teacher'`,
    good: program(boot, table, unpaired.replace(`'Teacher', secondary=links`, `'Teacher', secondary=links, viewonly=True`), 'Teacher()'),
  },
  { rule: 'two-paths', bad: shortcut(), at: `students = db.relationship('Student', secondary='exams'`, good: shortcut(', viewonly=True') },
  { rule: 'two-paths', as: 'silenced', bad: shortcut(`, overlaps='exams,teacher,student'`), at: `students = db.relationship('Student', secondary='exams'`, good: shortcut(', viewonly=True') },
  {
    rule: 'overlapping-relationships',
    bad: program(boot, model('Author', `books = db.relationship('Book')`, `novels = db.relationship('Book')`), model('Book', `author_id = db.Column(db.ForeignKey('authors.id'))`), 'Author()'),
    at: `novels = db.relationship('Book')`,
    good: program(boot, model('Author', `books = db.relationship('Book')`, `novels = db.relationship('Book', viewonly=True)`), model('Book', `author_id = db.Column(db.ForeignKey('authors.id'))`), 'Author()'),
  },
  {
    rule: 'cartesian-product',
    bad: program(filled, `db.session.execute(db.select(Teacher.name, Student.name)).all()`),
    at: 'db.select(Teacher.name',
    good: program(filled, `db.session.execute(db.select(Teacher.name, Student.name).join(Teacher.students)).all()`),
  },
  {
    rule: 'not-in-session',
    as: 'from the new object’s side',
    bad: program(filled, `Student(teachers=[grace])\ndb.session.commit()`.replace('Student(', 'cem = Student(')),
    at: 'db.session.commit()',
    good: program(filled, `cem = Student(teachers=[grace])\ndb.session.add(cem)\ndb.session.commit()`),
  },
  { rule: 'legacy-get', bad: program(filled, 'Teacher.query.get(1)'), at: 'Teacher.query.get(1)', good: program(filled, 'db.session.get(Teacher, 1)') },
  {
    rule: 'same-class-name',
    bad: program(boot, model('Student'), model('Student').replace(`'students'`, `'pupils'`)),
    at: 'class Student(db.Model):',
    good: program(boot, model('Student'), model('Pupil')),
  },
  {
    rule: 'same-identity',
    bad: program(filled, `print(ann.id)\ndb.session.add(Student(id=1))\ntry:\n    db.session.commit()\nexcept Exception:\n    db.session.rollback()`),
    at: 'db.session.commit()',
    good: program(filled, `print(ann.id)\ndb.session.add(Student())\ndb.session.commit()`),
  },
  {
    rule: 'no-key-value',
    bad: program(boot, table, models, `db.create_all()\nclass Mark(db.Model):\n    teacher_id = db.Column(db.Integer, primary_key=True)\n    nr = db.Column(db.Integer, primary_key=True)\ndb.create_all()\ndb.session.add(Mark(teacher_id=1))\ntry:\n    db.session.commit()\nexcept Exception:\n    db.session.rollback()`),
    at: 'nr = db.Column(',
    good: program(boot, table, models, `db.create_all()\nclass Mark(db.Model):\n    teacher_id = db.Column(db.Integer, primary_key=True)\n    nr = db.Column(db.Integer, primary_key=True)\ndb.create_all()\ndb.session.add(Mark(teacher_id=1, nr=1))\ndb.session.commit()`),
  },
  { rule: 'null-key', bad: program(filled, 'db.session.get(Teacher, None)'), at: 'db.session.get(Teacher, None)', good: program(filled, 'db.session.get(Teacher, 1)') },
  {
    rule: 'several-for-one',
    bad: program(boot, model('Author', `book = db.relationship('Book', uselist=False)`), model('Book', `author_id = db.Column(db.ForeignKey('authors.id'))`), `db.create_all()\ndb.session.add_all([Author(), Book(author_id=1), Book(author_id=1)])\ndb.session.commit()\nprint(db.session.get(Author, 1).book)`),
    at: 'book = db.relationship(',
    good: program(boot, model('Author', `books = db.relationship('Book')`), model('Book', `author_id = db.Column(db.ForeignKey('authors.id'))`), `db.create_all()\ndb.session.add_all([Author(), Book(author_id=1), Book(author_id=1)])\ndb.session.commit()\nprint(db.session.get(Author, 1).books)`),
  },
  {
    rule: 'rows-already-gone',
    bad: program(filled, `print(bob.name, bob.teachers)\ndb.session.execute(db.text('DELETE FROM students WHERE id = 2'))\ndb.session.delete(bob)\ndb.session.commit()`),
    at: 'db.session.commit()',
    good: program(filled, `db.session.delete(bob)\ndb.session.commit()`),
  },
  {
    rule: 'trailing-comma',
    bad: program(boot, model('Mark', 'value = db.Column(db.Integer),')),
    at: 'value = ',
    good: program(boot, model('Mark', 'value = db.Column(db.Integer)')),
  },
  {
    rule: 'sqlalchemy-warning',
    bad: program(filled, `names = db.select(Student.id).subquery()\ndb.session.scalars(db.select(Student).where(Student.id.in_(names))).all()`),
    at: 'Student.id.in_(names)',
    good: program(filled, `names = db.select(Student.id)\ndb.session.scalars(db.select(Student).where(Student.id.in_(names))).all()`),
  },
  {
    rule: 'old-style',
    bad: program(filled, `from sqlalchemy.orm import scoped_session, relation\nrelation('Student')`.replace(', relation\nrelation(\'Student\')', '\nfrom sqlalchemy.ext.declarative import declarative_base\ndeclarative_base()')),
    at: 'declarative_base()',
    good: program(filled, `from sqlalchemy.orm import declarative_base\ndeclarative_base()`),
  },
  // Models that cannot be configured, caught or not.
  { rule: 'no-foreign-keys', bad: program(boot, model('Teacher', `students = db.relationship('Student')`), model('Student'), 'try:\n    Teacher()\nexcept Exception:\n    pass'), at: `students = db.relationship('Student')`, good: program(boot, table, models, 'Teacher()') },
  { rule: 'unknown-class', bad: program(boot, table, models.replace(`'Student'`, `'Studnet'`), 'Teacher()'), at: `'Studnet'`, good: program(boot, table, models, 'Teacher()') },
  {
    rule: 'mapper-failed',
    bad: program(boot, table, models.replace(`back_populates='teachers'`, `back_populates='teachers', order_by='Student.nr'`), 'try:\n    Teacher()\nexcept Exception:\n    pass'),
    good: program(boot, table, models.replace(`back_populates='teachers'`, `back_populates='teachers', order_by='Student.id'`), 'Teacher()'),
  },
  // What the models tell by themselves.
  { rule: 'one-way-link', bad: program(boot, table, unpaired.replace(/ {4}teachers = .*\n/, ''), 'Teacher()'), at: `students = db.relationship(`, good: program(boot, table, models, 'Teacher()') },
  {
    rule: 'delete-cascade-on-many-to-many',
    bad: linked(`${teacherKey}, primary_key=True), ${studentKey}, primary_key=True)`, `, cascade='all, delete'`),
    at: 'students = db.relationship(',
    good: linked(`${teacherKey}, primary_key=True), ${studentKey}, primary_key=True)`),
  },
  { rule: 'proxy-without-creator', bad: proxied(''), at: 'association_proxy(', good: proxied(', creator=lambda s: Exam(student=s)') },
  // What the tables tell.
  { rule: 'association-table-without-key', bad: linked(`${teacherKey}), ${studentKey})`), at: `links = db.Table('links'`, good: linked(`${teacherKey}), ${studentKey}), db.UniqueConstraint('teacher_id', 'student_id')`) },
  {
    rule: 'association-table-without-key',
    as: 'with a number of its own',
    bad: linked(`db.Column('id', db.Integer, primary_key=True), ${teacherKey}), ${studentKey})`),
    at: `links = db.Table('links'`,
    good: linked(`${teacherKey}, primary_key=True), ${studentKey}, primary_key=True)`),
  },
  { rule: 'key-on-one-side', bad: linked(`${teacherKey}, primary_key=True), ${studentKey})`), at: `'teacher_id'`, good: linked(`${teacherKey}, primary_key=True), ${studentKey}, primary_key=True)`) },
  {
    rule: 'association-object-without-key',
    bad: exams,
    at: 'class Exam(db.Model):',
    good: program(boot, people, exam.replace(`__tablename__ = 'exams'`, `__tablename__ = 'exams'\n    __table_args__ = (db.UniqueConstraint('teacher_id', 'student_id'),)`), 'db.create_all()'),
  },
  {
    rule: 'association-table-with-data',
    bad: linked(`${teacherKey}, primary_key=True), ${studentKey}, primary_key=True), db.Column('grade', db.Integer)`),
    at: `db.Column('grade'`,
    good: linked(`${teacherKey}, primary_key=True), ${studentKey}, primary_key=True)`),
  },
  // What was done with the database.
  { rule: 'foreign-keys-off', bad: fileSchool(''), at: `db.ForeignKey('teachers.id')`, good: fileSchool(listener) },
  {
    rule: 'foreign-keys-on-one-connection',
    bad: fileSchool(`other = db.engine.raw_connection()\nother.execute('PRAGMA foreign_keys = ON')`),
    at: 'PRAGMA foreign_keys',
    good: fileSchool(listener),
  },
  {
    rule: 'dangling-links',
    bad: program(fileSchool(''), `db.session.execute(db.text('DELETE FROM students'))\ndb.session.commit()`),
    at: `links = db.Table('links'`,
    good: program(fileSchool(''), `db.session.delete(Student.query.first())\ndb.session.commit()`),
  },
  {
    rule: 'work-lost',
    bad: program(boot.replace('app.app_context().push()', ''), table, models, `with app.app_context():\n    db.create_all()\n    db.session.add(Teacher())`),
    at: 'with app.app_context():',
    good: program(boot.replace('app.app_context().push()', ''), table, models, `with app.app_context():\n    db.create_all()\n    db.session.add(Teacher())\n    db.session.commit()`),
  },
  {
    rule: 'work-lost',
    as: 'without objects',
    bad: program(boot.replace('app.app_context().push()', ''), table, models, `with app.app_context():\n    db.create_all()\n    db.session.execute(links.insert().values(teacher_id=1, student_id=1))`),
    at: 'with app.app_context():',
    good: program(boot.replace('app.app_context().push()', ''), table, models, `with app.app_context():\n    db.create_all()\n    db.session.execute(links.insert().values(teacher_id=1, student_id=1))\n    db.session.commit()`),
  },
  { rule: 'not-committed', bad: program(school, 'db.session.add(Teacher())'), good: program(school, 'db.session.add(Teacher())\ndb.session.commit()') },
  {
    rule: 'not-committed',
    as: 'plain sqlite3',
    bad: `import sqlite3\ncon = sqlite3.connect('x.db')\ncon.execute('create table t (n)')\ncon.execute('insert into t values (1)')\n`,
    good: `import sqlite3\ncon = sqlite3.connect('x.db')\ncon.execute('create table t (n)')\ncon.execute('insert into t values (1)')\ncon.commit()\n`,
  },
];
