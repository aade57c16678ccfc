# A proxy to a scalar: tags read and written as plain strings, through a many-to-many.
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.ext.associationproxy import association_proxy

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite://'
db = SQLAlchemy(app)

recipe_tags = db.Table('recipe_tags',
    db.Column('recipe_id', db.ForeignKey('recipe.id'), primary_key=True),
    db.Column('tag_id', db.ForeignKey('tag.id'), primary_key=True))

class Tag(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    word = db.Column(db.String, unique=True)

class Recipe(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    tag_objects = db.relationship(Tag, secondary=recipe_tags, order_by=Tag.word)
    tags = association_proxy('tag_objects', 'word', creator=lambda word: Tag(word=word))

with app.app_context():
    db.create_all()
    soup = Recipe(tags=['warm', 'cheap'])
    soup.tags.append('green')
    db.session.add(soup)
    db.session.commit()
    print(soup.tags, len(soup.tags), 'cheap' in soup.tags, soup.tags[0])
    soup.tags.remove('cheap')
    soup.tags[0] = 'fresh'
    db.session.commit()
    print(sorted(soup.tags), soup.tags == ['fresh', 'warm'], soup.tags + ['x'])
    print(db.session.scalars(db.select(Recipe).where(Recipe.tags == 'warm')).all())
    print(db.session.scalars(db.select(Recipe).where(Recipe.tags.contains('cheap'))).all())
    print(sorted(db.session.scalars(db.select(Tag.word))))
    soup.tags.clear()
    db.session.commit()
    print(soup.tags, db.session.scalar(db.select(db.func.count()).select_from(recipe_tags)))
