# A database that was there before: inspect, reflected tables, automap, reflected models.
import os
import sqlite3
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.ext.automap import automap_base

os.makedirs('instance', exist_ok=True)
con = sqlite3.connect('instance/found.db')
con.executescript('''
create table author (id integer primary key, name varchar(40) not null);
create table book (id integer primary key, title text default 'untitled');
create table author_book (author_id integer not null references author, book_id integer not null references book, primary key (author_id, book_id));
create view shelf as select a.name, b.title from author a join author_book on author_id = a.id join book b on b.id = book_id;
insert into author values (1, 'Ursula'), (2, 'Iain'); insert into book values (1, 'Rocannon'), (2, 'Inversions'); insert into author_book values (1, 1), (2, 2);
''')
con.commit()
con.close()

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///found.db'
db = SQLAlchemy(app)
with app.app_context():
    inspector = db.inspect(db.engine)
    print(inspector.get_table_names(), inspector.get_view_names())
    for column in inspector.get_columns('book'):
        print(column['name'], column['type'], column['nullable'], column['default'], column['primary_key'])
    Base = automap_base()
    Base.prepare(autoload_with=db.engine)
    print(sorted(Base.classes.keys()))
    Author, Book = Base.classes.author, Base.classes.book
    for author in db.session.scalars(db.select(Author).order_by(Author.id)):
        print(author.name, [b.title for b in author.book_collection])
    db.reflect()
    print(sorted(db.metadata.tables))
    class Writer(db.Model):
        __table__ = db.metadata.tables['author']
        books = db.relationship('Volume', secondary=db.metadata.tables['author_book'], backref='writers')
    class Volume(db.Model):
        __table__ = db.metadata.tables['book']
    print(Writer.query.filter(Writer.books.any(title='Inversions')).one().name, Volume.query.first().writers[0].name)
    print(db.session.execute(db.text('select * from shelf order by 1')).mappings().all())
