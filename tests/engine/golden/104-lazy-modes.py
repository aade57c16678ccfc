# The ways in which a collection may be loaded, and what each sends.
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite://'
db = SQLAlchemy(app)
links = db.Table('links',
    db.Column('shelf_id', db.ForeignKey('shelf.id'), primary_key=True),
    db.Column('book_id', db.ForeignKey('book.id'), primary_key=True))

class Book(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String)
    def __repr__(self):
        return f'<{self.title}>'

def books(lazy, **options):
    return db.relationship(Book, secondary=links, lazy=lazy, order_by=Book.id, **options)

class Shelf(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    select = books('select')
    selectin = books('selectin', viewonly=True)
    joined = books('joined', viewonly=True)
    subquery = books('subquery', viewonly=True)
    refused = books('raise', viewonly=True)

class Store(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)
    dynamic = db.relationship('Item', lazy='dynamic', order_by='Item.id')
    written = db.relationship('Item', lazy='write_only', order_by='Item.id', overlaps='dynamic', cascade='all, delete-orphan')

class Item(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    price = db.Column(db.Integer)
    store_id = db.Column(db.ForeignKey('store.id'))

with app.app_context():
    db.create_all()
    b = [Book(title=t) for t in ('Emma', 'Ivanhoe', 'Walden')]
    db.session.add_all([Shelf(select=b[:2]), Shelf(select=b[1:])])
    db.session.commit()
    log = []
    event.listen(db.engine, 'before_cursor_execute', lambda c, cur, sql, *rest: log.append(sql.split()[0]))
    shelves = db.session.scalars(db.select(Shelf).order_by(Shelf.id)).unique().all()
    print('loaded with', len(log), 'statements')
    for name in ('selectin', 'joined', 'subquery', 'select'):
        before = len(log)
        print(name, [getattr(s, name) for s in shelves], len(log) - before)
    try:
        shelves[0].refused
    except Exception as e:
        print(type(e).__name__, e)

    store = Store(name='corner')
    store.written.add_all([Item(price=p) for p in (3, 1, 2)])
    db.session.add(store)
    db.session.commit()
    print(store.dynamic.filter(Item.price > 1).count(), [i.price for i in store.dynamic], store.dynamic[1].price)
    print(db.session.scalars(store.written.select().where(Item.price < 3)).all())
    store.written.remove(store.dynamic.first())
    db.session.commit()
    print(store.dynamic.count(), db.session.scalar(db.select(db.func.count(Item.id))))
    try:
        list(store.written)
    except TypeError as e:
        print('TypeError', e)
