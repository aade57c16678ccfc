# Naming conventions, CHECK, UNIQUE, indexes: the DDL and what is refused.
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData
from sqlalchemy.schema import CreateIndex, CreateTable

metadata = MetaData(naming_convention={
    'ix': 'ix_%(column_0_label)s', 'uq': 'uq_%(table_name)s_%(column_0_N_name)s', 'ck': 'ck_%(table_name)s_%(constraint_name)s',
    'fk': 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s', 'pk': 'pk_%(table_name)s'})
app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite://'
db = SQLAlchemy(app, metadata=metadata)

class Course(db.Model):
    code = db.Column(db.String(8), primary_key=True)
    seats = db.Column(db.Integer, nullable=False, server_default='10')

class Seat(db.Model):
    course_code = db.Column(db.ForeignKey('course.code', ondelete='CASCADE', onupdate='CASCADE'), primary_key=True)
    number = db.Column(db.Integer, primary_key=True, autoincrement=False)
    student = db.Column(db.String, index=True)
    grade = db.Column(db.Integer)
    __table_args__ = (
        db.UniqueConstraint('course_code', 'student'),
        db.CheckConstraint('grade BETWEEN 1 AND 6', name='grade'),
        db.Index('only_graded', 'grade', sqlite_where=db.text('grade IS NOT NULL')),
        {'sqlite_with_rowid': False, 'comment': 'one chair'},
    )

with app.app_context():
    db.create_all()
    for table in metadata.sorted_tables:
        print(str(CreateTable(table).compile(db.engine)).strip())
        for index in sorted(table.indexes, key=lambda i: i.name):
            print(CreateIndex(index).compile(db.engine))
    db.session.add_all([Course(code='A'), Seat(course_code='A', number=1, student='Ann', grade=2)])
    db.session.commit()
    for bad in (dict(number=1, student='Bob'), dict(number=2, student='Ann'), dict(number=3, student='Cy', grade=9), dict(number=None, student='D')):
        try:
            with db.session.begin_nested():
                db.session.add(Seat(course_code='A', **bad))
        except Exception as e:
            print(type(e).__name__, '|', getattr(e, 'orig', e))
    print(Seat.query.count(), db.session.get(Course, 'A').seats)
    inspector = db.inspect(db.engine)
    print(inspector.get_unique_constraints('seat'), inspector.get_check_constraints('seat'))
    print([(i['name'], i['column_names'], i['unique']) for i in inspector.get_indexes('seat')])
    print(inspector.get_foreign_keys('seat'), inspector.get_pk_constraint('seat'))
