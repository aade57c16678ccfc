# What happens to exams when they leave a list or their teacher goes.
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

def build(cascade, key):
    app = Flask(__name__)
    app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite://'
    db = SQLAlchemy(app)

    class Teacher(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        exams = db.relationship('Exam', back_populates='teacher', cascade=cascade)

    class Exam(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        teacher_id = db.Column(db.ForeignKey('teacher.id'), primary_key=key)
        teacher = db.relationship('Teacher', back_populates='exams')

    return app, db, Teacher, Exam

for cascade, key in [('save-update, merge', False), ('all, delete-orphan', False), ('save-update, merge', True), ('all, delete-orphan', True)]:
    app, db, Teacher, Exam = build(cascade, key)
    print(f'-- {cascade}, teacher_id in key: {key}')
    with app.app_context():
        db.create_all()
        t = Teacher(id=1, exams=[Exam(id=n) for n in (1, 2, 3)])
        db.session.add(t)
        db.session.commit()
        for name, action in [('remove', lambda: t.exams.remove(t.exams[0])), ('delete', lambda: db.session.delete(t))]:
            action()
            try:
                db.session.commit()
            except AssertionError as e:
                print(name, 'AssertionError', str(e).split(' on instance')[0])
                db.session.rollback()
            else:
                print(name, db.session.execute(db.select(Exam.id, Exam.teacher_id).order_by(Exam.id)).all())
