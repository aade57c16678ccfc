import { boot, exam, filled, model, models, program, school, table } from './programs.ts';

/** Two programs: one that earns an explanation, and its mended form, which runs. */
export interface ErrorCase {
  /** The explanation's rule. */
  rule: string;
  bad: string;
  /** Text of the line that the explanation points at. */
  at: string;
  good: string;
  /** Which of several ways into the same mistake this is. */
  as?: string;
}

const noContext = program(boot.replace('app.app_context().push()', ''), table, models);
const self = (...joins: string[]): string =>
  program(
    boot,
    `follows = db.Table('follows',
    db.Column('from_id', db.ForeignKey('users.id'), primary_key=True),
    db.Column('to_id', db.ForeignKey('users.id'), primary_key=True))`,
    model('User', `following = db.relationship('User', secondary=follows${joins.join('')})`),
    'db.create_all()',
    'User()',
  );
const withProxy = (proxy: string): string =>
  program(
    boot,
    'from sqlalchemy.ext.associationproxy import association_proxy',
    model('Teacher', `exams = db.relationship('Exam', back_populates='teacher')`, proxy),
    model('Student', `exams = db.relationship('Exam', back_populates='student')`),
    exam,
    'db.create_all()',
    `t = Teacher()
t.students.append(Student())
db.session.add(t)
db.session.commit()`,
  );
const enrolled = (cascade: string): string =>
  program(
    boot,
    model('Student', `enrolments = db.relationship('Enrolment', back_populates='student'${cascade})`),
    model('Course'),
    `class Enrolment(db.Model):
    student_id = db.Column(db.ForeignKey('students.id'), primary_key=True)
    course_id = db.Column(db.ForeignKey('courses.id'), primary_key=True)
    student = db.relationship('Student', back_populates='enrolments')
    course = db.relationship('Course')
db.create_all()
s = Student(enrolments=[Enrolment(course=Course())])
db.session.add(s)
db.session.commit()
s.enrolments.clear()
db.session.commit()`,
  );
const tree = (parent: string): string =>
  program(boot, model('Node', `parent_id = db.Column(db.ForeignKey('nodes.id'))`, `children = db.relationship('Node', back_populates='parent')`, `parent = db.relationship('Node', back_populates='children'${parent})`), 'Node()');

export const errorCases: ErrorCase[] = [
  {
    rule: 'no-app-context',
    bad: program(noContext, 'db.create_all()'),
    at: 'db.create_all()',
    good: program(noContext, 'with app.app_context():\n    db.create_all()'),
  },
  {
    rule: 'no-foreign-keys',
    as: 'without secondary',
    bad: program(boot, table, model('Teacher', `students = db.relationship('Student')`), model('Student'), 'db.create_all()', 'Teacher()'),
    at: `students = db.relationship('Student')`,
    good: program(boot, table, model('Teacher', `students = db.relationship('Student', secondary=links)`), model('Student'), 'db.create_all()', 'Teacher()'),
  },
  {
    rule: 'no-foreign-keys',
    as: 'of the association table',
    bad: program(boot, `links = db.Table('links', db.Column('teacher_id', db.Integer), db.Column('student_id', db.Integer))`, models, 'db.create_all()', 'Teacher()'),
    at: 'students = db.relationship(',
    good: program(boot, table, models, 'db.create_all()', 'Teacher()'),
  },
  {
    rule: 'ambiguous-foreign-keys',
    as: 'a table linked with itself',
    bad: self(),
    at: 'following = db.relationship(',
    good: self(`, primaryjoin='User.id == follows.c.from_id', secondaryjoin='User.id == follows.c.to_id'`),
  },
  {
    rule: 'ambiguous-foreign-keys',
    as: 'two foreign keys to one table',
    bad: program(boot, model('Author'), model('Book', `author_id = db.Column(db.ForeignKey('authors.id'))`, `editor_id = db.Column(db.ForeignKey('authors.id'))`, `author = db.relationship('Author')`), 'Book()'),
    at: `author = db.relationship('Author')`,
    good: program(boot, model('Author'), model('Book', `author_id = db.Column(db.ForeignKey('authors.id'))`, `editor_id = db.Column(db.ForeignKey('authors.id'))`, `author = db.relationship('Author', foreign_keys=[author_id])`), 'Book()'),
  },
  {
    rule: 'unknown-table',
    as: 'the class instead of the table',
    bad: program(boot, table.replace('teachers.id', 'Teacher.id'), models, 'db.create_all()'),
    at: `db.ForeignKey('Teacher.id')`,
    good: program(boot, table, models, 'db.create_all()'),
  },
  {
    rule: 'no-foreign-keys',
    as: 'the class instead of the table',
    bad: program(boot, table.replace('teachers.id', 'Teacher.id'), models, 'Teacher()'),
    at: `db.ForeignKey('Teacher.id')`,
    good: program(boot, table, models, 'Teacher()'),
  },
  {
    rule: 'unknown-column',
    bad: program(boot, table.replace('teachers.id', 'teachers.nr'), models, 'db.create_all()'),
    at: `db.ForeignKey('teachers.nr')`,
    good: program(boot, table, models, 'db.create_all()'),
  },
  {
    rule: 'unknown-class',
    bad: program(boot, table, models.replace(`'Student'`, `'Studnet'`), 'Teacher()'),
    at: `students = db.relationship('Studnet'`,
    good: program(boot, table, models, 'Teacher()'),
  },
  {
    rule: 'unknown-class',
    as: 'as name of the secondary table',
    bad: program(boot, table, models.replaceAll('=links', `='link'`), 'Teacher()'),
    at: `students = db.relationship('Student'`,
    good: program(boot, table, models.replaceAll('=links', `='links'`), 'Teacher()'),
  },
  {
    rule: 'back-populates-nothing',
    bad: program(boot, table, models.replace(`back_populates='teachers'`, `back_populates='teacher'`), 'Teacher()'),
    at: `back_populates='teacher')`,
    good: program(boot, table, models, 'Teacher()'),
  },
  {
    rule: 'table-defined-twice',
    bad: program(boot, table, table, models),
    at: `links = db.Table('links',`,
    good: program(boot, table, models),
  },
  {
    rule: 'duplicate-link',
    bad: program(filled, 'db.session.execute(links.insert().values(teacher_id=1, student_id=1))'),
    at: 'links.insert()',
    good: program(filled, 'db.session.execute(links.insert().values(teacher_id=1, student_id=2))', 'db.session.commit()'),
  },
  {
    rule: 'duplicate-link',
    as: 'by plain SQL',
    bad: `import sqlite3\ncon = sqlite3.connect('x.db')\ncon.execute('create table links (a, b, primary key (a, b))')\ncon.execute('insert into links values (1, 2)')\ncon.execute('insert into links values (1, 2)')\n`,
    at: 'insert into',
    good: `import sqlite3\ncon = sqlite3.connect('x.db')\ncon.execute('create table links (a, b, primary key (a, b))')\ncon.execute('insert into links values (1, 2)')\ncon.execute('insert or ignore into links values (1, 2)')\n`,
  },
  {
    rule: 'no-result',
    bad: program(filled, `print(db.session.scalars(db.select(Student).filter_by(name='ann')).one())`),
    at: '.one()',
    good: program(filled, `print(db.session.scalars(db.select(Student).filter_by(name='ann')).one_or_none())`),
  },
  {
    rule: 'no-result',
    as: 'of a query',
    bad: program(filled, `Student.query.filter_by(name='ann').one()`),
    at: '.one()',
    good: program(filled, `Student.query.filter_by(name='Ann').one()`),
  },
  {
    rule: 'several-results',
    bad: program(filled, `print(db.session.execute(db.select(Student)).scalar_one())`),
    at: 'scalar_one()',
    good: program(filled, `print(db.session.execute(db.select(Student).where(Student.id == 1)).scalar_one())`),
  },
  {
    rule: 'several-results',
    as: 'where none would do',
    bad: program(filled, `Student.query.one_or_none()`),
    at: 'one_or_none()',
    good: program(filled, `Student.query.first()`),
  },
  {
    rule: 'duplicate-link',
    as: 'from both sides',
    bad: program(boot, table, models.replaceAll(/, back_populates='\w+'/g, ''), 'db.create_all()', `t, s = Teacher(), Student()\nt.students.append(s)\ns.teachers.append(t)\ndb.session.add(t)\ndb.session.commit()`),
    at: 'db.session.commit()',
    good: program(school, `t, s = Teacher(), Student()\nt.students.append(s)\ndb.session.add(t)\ndb.session.commit()`),
  },
  {
    rule: 'duplicate-value',
    as: 'of a key',
    bad: program(filled, `db.session.add(Student(id=1))\ndb.session.expunge(ann)\ndb.session.commit()`),
    at: 'db.session.commit()',
    good: program(filled, 'db.session.add(Student(id=7))', 'db.session.commit()'),
  },
  {
    rule: 'duplicate-value',
    as: 'of a unique column',
    bad: program(boot, model('Student').replace('db.String)', 'db.String, unique=True)'), `db.create_all()\ndb.session.add_all([Student(name='Ann'), Student(name='Ann')])\ndb.session.commit()`),
    at: 'db.session.commit()',
    good: program(boot, model('Student').replace('db.String)', 'db.String, unique=True)'), `db.create_all()\ndb.session.add_all([Student(name='Ann'), Student(name='Bob')])\ndb.session.commit()`),
  },
  {
    rule: 'pending-rollback',
    bad: program(filled, `db.session.add(Student(id=1, name='New'))\ndb.session.expunge(ann)\ntry:\n    db.session.commit()\nexcept Exception:\n    pass\nprint(Student.query.count())`),
    at: 'Student.query.count()',
    good: program(filled, `db.session.add(Student(id=1, name='New'))\ndb.session.expunge(ann)\ntry:\n    db.session.commit()\nexcept Exception:\n    db.session.rollback()\nprint(Student.query.count())`),
  },
  {
    rule: 'foreign-key-failed',
    bad: program(filled, `db.session.execute(db.text('PRAGMA foreign_keys = ON'))\ndb.session.commit()\ndb.session.execute(db.text('PRAGMA foreign_keys = ON'))\ndb.session.execute(links.insert().values(teacher_id=1, student_id=99))\ndb.session.commit()`),
    at: 'student_id=99',
    good: program(filled, `db.session.execute(links.insert().values(teacher_id=1, student_id=2))\ndb.session.commit()`),
  },
  {
    rule: 'not-null-failed',
    bad: program(boot, model('Student').replace('db.String)', 'db.String, nullable=False)'), `db.create_all()\ndb.session.add(Student())\ndb.session.commit()`),
    at: 'db.session.commit()',
    good: program(boot, model('Student').replace('db.String)', 'db.String, nullable=False)'), `db.create_all()\ndb.session.add(Student(name='Ann'))\ndb.session.commit()`),
  },
  {
    rule: 'blank-out-primary-key',
    bad: enrolled(''),
    at: 'enrolments = db.relationship(',
    good: enrolled(`, cascade='all, delete-orphan'`),
  },
  {
    rule: 'not-null-failed',
    as: 'a key of an association object',
    bad: program(boot, model('Student'), model('Course'), `class Enrolment(db.Model):
    student_id = db.Column(db.ForeignKey('students.id'), primary_key=True)
    course_id = db.Column(db.ForeignKey('courses.id'), primary_key=True)
db.create_all()
db.session.add(Enrolment(student_id=1))
db.session.commit()`),
    at: 'db.session.commit()',
    good: program(boot, model('Student'), model('Course'), `class Enrolment(db.Model):
    student_id = db.Column(db.ForeignKey('students.id'), primary_key=True)
    course_id = db.Column(db.ForeignKey('courses.id'), primary_key=True)
db.create_all()
db.session.add(Enrolment(student_id=1, course_id=1))
db.session.commit()`),
  },
  {
    rule: 'detached-instance',
    bad: program(school, `with app.app_context():\n    t = Teacher(name='Grace')\n    db.session.add(t)\n    db.session.commit()\nprint(t.students)`),
    at: 'print(t.students)',
    good: program(school, `t = Teacher(name='Grace')\ndb.session.add(t)\ndb.session.commit()\nprint(t.students)`),
  },
  {
    rule: 'two-sessions',
    bad: program(filled, `from sqlalchemy.orm import Session\nother = Session(db.engine)\nother.add(ann)`),
    at: 'other.add(ann)',
    good: program(filled, `from sqlalchemy.orm import Session\nother = Session(db.engine)\nother.add(other.merge(ann))`),
  },
  {
    rule: 'proxy-creator',
    bad: withProxy(`students = association_proxy('exams', 'student')`),
    at: `association_proxy('exams', 'student')`,
    good: withProxy(`students = association_proxy('exams', 'student', creator=lambda s: Exam(student=s))`),
  },
  {
    rule: 'proxy-creator',
    as: 'the class itself',
    bad: withProxy(`students = association_proxy('exams', 'student', creator=lambda s: Exam(s))`),
    at: `association_proxy('exams', 'student'`,
    good: withProxy(`students = association_proxy('exams', 'student', creator=lambda s: Exam(student=s))`),
  },
  {
    rule: 'positional-argument',
    bad: program(school, `Student('Ann')`),
    at: `Student('Ann')`,
    good: program(school, `Student(name='Ann')`),
  },
  {
    rule: 'unknown-keyword',
    bad: program(school, `Student(nmae='Ann')`),
    at: `Student(nmae='Ann')`,
    good: program(school, `Student(name='Ann')`),
  },
  {
    rule: 'needs-unique',
    bad: program(filled, `from sqlalchemy.orm import joinedload\ndb.session.scalars(db.select(Teacher).options(joinedload(Teacher.students))).all()`),
    at: 'joinedload(Teacher.students)',
    good: program(filled, `from sqlalchemy.orm import joinedload\ndb.session.scalars(db.select(Teacher).options(joinedload(Teacher.students))).unique().all()`),
  },
  {
    rule: 'not-an-instance',
    as: 'an id',
    bad: program(filled, 'grace.students.append(2)'),
    at: 'grace.students.append(2)',
    good: program(filled, 'grace.students.append(db.session.get(Student, 2))\ndb.session.commit()'),
  },
  {
    rule: 'not-an-instance',
    as: 'the class',
    bad: program(filled, 'grace.students.append(Student)'),
    at: 'grace.students.append(Student)',
    good: program(filled, 'grace.students.append(Student())\ndb.session.commit()'),
  },
  {
    rule: 'list-has-no-query',
    bad: program(filled, `grace.students.filter_by(name='Ann')`),
    at: `grace.students.filter_by(name='Ann')`,
    good: program(filled, `[s for s in grace.students if s.name == 'Ann']`),
  },
  {
    rule: 'list-has-no-attribute',
    bad: program(filled, 'print(grace.students.name)'),
    at: 'print(grace.students.name)',
    good: program(filled, 'print([s.name for s in grace.students])'),
  },
  {
    rule: 'not-a-list',
    bad: program(filled, 'grace.students = bob'),
    at: 'grace.students = bob',
    good: program(filled, 'grace.students = [bob]\ndb.session.commit()'),
  },
  {
    rule: 'not-in-list',
    bad: program(filled, 'grace.students.remove(bob)'),
    at: 'grace.students.remove(bob)',
    good: program(filled, 'grace.students.remove(ann)\ndb.session.commit()'),
  },
  {
    rule: 'no-such-table',
    bad: program(school.replace('db.create_all()', ''), 'print(Student.query.all())'),
    at: 'print(Student.query.all())',
    good: program(school, 'print(Student.query.all())'),
  },
  {
    rule: 'no-such-column',
    bad: program(boot, `db.session.execute(db.text('create table students (id integer primary key)'))`, model('Student'), `print(Student.query.all())`),
    at: 'print(Student.query.all())',
    good: program(boot, model('Student'), 'db.create_all()', `print(Student.query.all())`),
  },
  {
    rule: 'unmapped-instance',
    bad: program(school, `db.session.add([Student(), Student()])`),
    at: 'db.session.add([',
    good: program(school, `db.session.add_all([Student(), Student()])\ndb.session.commit()`),
  },
  {
    rule: 'plain-sql-text',
    bad: program(filled, `db.session.execute('SELECT * FROM links')`),
    at: `db.session.execute('SELECT`,
    good: program(filled, `db.session.execute(db.text('SELECT * FROM links'))`),
  },
  {
    rule: 'object-as-value',
    bad: program(filled, `db.session.execute(links.insert().values(teacher_id=grace, student_id=bob))`),
    at: 'teacher_id=grace',
    good: program(filled, `db.session.execute(links.insert().values(teacher_id=grace.id, student_id=bob.id))\ndb.session.commit()`),
  },
  {
    rule: 'no-primary-key',
    bad: program(boot, `class Student(db.Model):\n    name = db.Column(db.String)`),
    at: 'class Student(db.Model):',
    good: program(boot, `class Student(db.Model):\n    name = db.Column(db.String, primary_key=True)`),
  },
  {
    rule: 'unknown-attribute-in-query',
    bad: program(filled, `Student.query.filter_by(nmae='Ann').all()`),
    at: 'filter_by(nmae',
    good: program(filled, `Student.query.filter_by(name='Ann').all()`),
  },
  {
    rule: 'unknown-attribute-in-query',
    as: 'of the class',
    bad: program(filled, `db.select(Student).where(Student.nmae == 'Ann')`),
    at: 'Student.nmae',
    good: program(filled, `db.select(Student).where(Student.name == 'Ann')`),
  },
  {
    rule: 'attribute-of-relationship',
    bad: program(filled, `Teacher.query.filter(Teacher.students.name == 'Ann').all()`),
    at: 'Teacher.students.name',
    good: program(filled, `Teacher.query.filter(Teacher.students.any(Student.name == 'Ann')).all()`),
  },
  {
    rule: 'row-not-object',
    bad: program(filled, `for s in db.session.execute(db.select(Student)):\n    print(s.name)`),
    at: 'print(s.name)',
    good: program(filled, `for s in db.session.scalars(db.select(Student)):\n    print(s.name)`),
  },
  {
    rule: 'none-was-found',
    bad: program(filled, `t = db.session.get(Teacher, 99)\nprint(t.students)`),
    at: 'print(t.students)',
    good: program(filled, `t = db.session.get(Teacher, 1)\nprint(t.students)`),
  },
  {
    rule: 'no-result',
    bad: program(filled, `db.session.scalars(db.select(Student).where(Student.name == 'Zoe')).one()`),
    at: '.one()',
    good: program(filled, `db.session.scalars(db.select(Student).where(Student.name == 'Ann')).one()`),
  },
  {
    rule: 'several-results',
    bad: program(filled, `db.session.scalars(db.select(Student)).one()`),
    at: '.one()',
    good: program(filled, `db.session.scalars(db.select(Student)).first()`),
  },
  {
    rule: 'not-persisted',
    bad: program(school, `s = Student()\ndb.session.delete(s)`),
    at: 'db.session.delete(s)',
    good: program(school, `s = Student()\ndb.session.add(s)\ndb.session.commit()\ndb.session.delete(s)\ndb.session.commit()`),
  },
  {
    rule: 'object-deleted',
    bad: program(filled, `db.session.execute(db.text('DELETE FROM students'))\ndb.session.commit()\nprint(ann.name)`),
    at: 'print(ann.name)',
    good: program(filled, `print(ann.name)\ndb.session.execute(db.text('DELETE FROM students'))\ndb.session.commit()`),
  },
  {
    rule: 'already-begun',
    bad: program(filled, `print(ann.name)\nwith db.session.begin():\n    bob.name = 'Robert'`),
    at: 'with db.session.begin():',
    good: program(filled, `with db.session.begin():\n    bob.name = 'Robert'`),
  },
  {
    rule: 'orphan-on-many-side',
    bad: program(boot, table, models.replace(`back_populates='teachers'`, `back_populates='teachers', cascade='all, delete-orphan'`), 'Teacher()'),
    at: 'students = db.relationship(',
    good: program(boot, table, models, 'Teacher()'),
  },
  {
    rule: 'reserved-name',
    bad: program(boot, model('Student', `metadata = db.Column(db.String)`)),
    at: 'metadata = ',
    good: program(boot, model('Student', `details = db.Column(db.String)`)),
  },
  {
    rule: 'wrong-class-linked',
    bad: program(filled, `t = db.session.get(Teacher, 1)\nt.students.append(Teacher())`),
    at: 't.students.append',
    good: program(filled, `t = db.session.get(Teacher, 1)\nt.students.append(Student())`),
  },
  {
    rule: 'not-mapped-annotation',
    bad: program(boot, `class Student(db.Model):\n    id: int = db.mapped_column(primary_key=True)`),
    at: 'id: int',
    good: program(boot, `from sqlalchemy.orm import Mapped\nclass Student(db.Model):\n    id: Mapped[int] = db.mapped_column(primary_key=True)`),
  },
  {
    rule: 'no-database-address',
    bad: program(boot.replace(/app\.config.*\n/, '')),
    at: 'db = SQLAlchemy(app)',
    good: program(boot),
  },
  {
    rule: 'app-not-registered',
    bad: program(boot.replace('SQLAlchemy(app)', 'SQLAlchemy()'), 'db.create_all()'),
    at: 'db.create_all()',
    good: program(boot.replace('SQLAlchemy(app)', 'SQLAlchemy()\ndb.init_app(app)'), 'db.create_all()'),
  },
  {
    rule: 'app-registered-twice',
    bad: program(boot, 'db.init_app(app)'),
    at: 'db.init_app(app)',
    good: program(boot),
  },
  {
    rule: 'used-before-defined',
    bad: program(boot, models, table),
    at: 'secondary=links',
    good: program(boot, table, models),
  },
  {
    rule: 'database-locked',
    bad: `import sqlite3\na = sqlite3.connect('x.db', timeout=0)\nb = sqlite3.connect('x.db', timeout=0)\na.execute('create table t (n)')\na.execute('insert into t values (1)')\nb.execute('insert into t values (2)')\n`,
    at: `b.execute('insert`,
    good: `import sqlite3\na = sqlite3.connect('x.db', timeout=0)\nb = sqlite3.connect('x.db', timeout=0)\na.execute('create table t (n)')\na.execute('insert into t values (1)')\na.commit()\nb.execute('insert into t values (2)')\n`,
  },
  {
    rule: 'same-direction',
    bad: tree(''),
    at: 'parent = db.relationship(',
    good: tree(', remote_side=[id]'),
  },
  {
    rule: 'back-populates-nothing',
    as: 'quoted by a later error',
    bad: program(boot, table, models.replace(`back_populates='teachers'`, `back_populates='teacher'`), 'try:\n    Teacher()\nexcept Exception:\n    pass\nStudent()'),
    at: `back_populates='teacher')`,
    good: program(boot, table, models, 'Teacher()', 'Student()'),
  },
  {
    rule: 'stale-data',
    bad: program(filled, `print(grace.students)\ndb.session.execute(links.delete())\ngrace.students.remove(ann)\ndb.session.commit()`),
    at: 'db.session.commit()',
    good: program(filled, `print(grace.students)\ngrace.students.remove(ann)\ndb.session.commit()`),
  },
  {
    rule: 'python-and-or',
    bad: program(filled, `Student.query.filter(Student.id > 1 and Student.id < 3).all()`),
    at: `Student.id > 1 and`,
    good: program(filled, `Student.query.filter((Student.id > 1) & (Student.id < 3)).all()`),
  },
  {
    rule: 'no-module',
    bad: program(boot.replace(':memory:', '').replace('sqlite:///', 'postgresql://localhost/school'), 'db.create_all()'),
    at: 'db = SQLAlchemy(app)',
    good: program(boot, 'db.create_all()'),
  },
  {
    rule: 'date-as-text',
    bad: program(boot, model('Exam', 'day = db.Column(db.Date)'), `db.create_all()\ndb.session.add(Exam(day='2024-05-31'))\ndb.session.commit()`),
    at: 'db.session.commit()',
    good: program(boot, model('Exam', 'day = db.Column(db.Date)'), `import datetime\ndb.create_all()\ndb.session.add(Exam(day=datetime.date(2024, 5, 31)))\ndb.session.commit()`),
  },
  {
    rule: 'unknown-attribute',
    bad: program(filled, 'print(grace.studnets)'),
    at: 'print(grace.studnets)',
    good: program(filled, 'print(grace.students)'),
  },
  {
    rule: 'used-before-defined',
    as: 'misspelt',
    bad: program(school, 'Studnet()'),
    at: 'Studnet()',
    good: program(school, 'Student()'),
  },
  {
    rule: 'foreign-key-failed',
    as: 'by a deletion',
    bad: program(boot, `db.event.listen(db.engine, 'connect', lambda connection, _: connection.execute('PRAGMA foreign_keys = ON'))`, table, models.replace(/, back_populates='\w+'/g, '').replace(/ {4}teachers = .*\n/, ''), `db.create_all()
t, s = Teacher(), Student()
t.students.append(s)
db.session.add(t)
db.session.commit()
db.session.delete(s)
db.session.commit()`),
    at: 'db.session.commit()',
    good: program(boot, `db.event.listen(db.engine, 'connect', lambda connection, _: connection.execute('PRAGMA foreign_keys = ON'))`, table, models, `db.create_all()
t, s = Teacher(), Student()
t.students.append(s)
db.session.add(t)
db.session.commit()
db.session.delete(s)
db.session.commit()`),
  },
];
