# A table linked with itself: who follows whom.
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///people.db'
db = SQLAlchemy(app)

follows = db.Table('follows',
    db.Column('by_id', db.ForeignKey('person.id'), primary_key=True),
    db.Column('whom_id', db.ForeignKey('person.id'), primary_key=True),
    db.CheckConstraint('by_id <> whom_id', name='not_oneself'))

class Person(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String, nullable=False)
    following = db.relationship('Person', secondary=follows, back_populates='followers', order_by=name,
        primaryjoin=lambda: Person.id == follows.c.by_id, secondaryjoin=lambda: Person.id == follows.c.whom_id)
    followers = db.relationship('Person', secondary=follows, back_populates='following', order_by=name,
        primaryjoin=lambda: Person.id == follows.c.whom_id, secondaryjoin=lambda: Person.id == follows.c.by_id)

    def __repr__(self):
        return self.name

with app.app_context():
    db.create_all()
    ada, ben, cy = people = [Person(name=n) for n in ('Ada', 'Ben', 'Cy')]
    db.session.add_all(people)
    ada.following += [ben, cy]
    ben.followers.append(cy)
    cy.following.append(ada)
    db.session.commit()
    for p in people:
        print(p, 'follows', p.following, 'followed by', p.followers)
    print('mutual:', [q for q in ada.following if q in ada.followers])
    other = aliased(Person)
    q = (db.select(Person.name, other.name).join(Person.following.of_type(other))
         .order_by(Person.name, other.name))
    print(db.session.execute(q).all())
    ada.following.append(ada)
    try:
        db.session.commit()
    except IntegrityError as e:
        print(type(e).__name__, e.orig)
        db.session.rollback()
    print(ada.following)
    db.session.delete(ada)
    db.session.commit()
    print(db.session.execute(db.select(follows)).all())
