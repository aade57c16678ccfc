# Pages of a result, and the helpers that answer 404.
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from werkzeug.exceptions import NotFound

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///words.db'
db = SQLAlchemy(app)

class Word(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    text = db.Column(db.String)

with app.app_context():
    db.create_all()
    db.session.add_all(Word(text=f'word {n:02}') for n in range(1, 24))
    db.session.commit()
    page = db.paginate(db.select(Word).order_by(Word.id), page=2, per_page=5)
    print([w.text for w in page], page.page, page.pages, page.total, page.has_next, page.prev_num, page.first, page.last)
    print(list(page.iter_pages()), list(Word.query.paginate(page=4, per_page=2).iter_pages(left_edge=1, right_edge=1, left_current=1, right_current=1)))
    print([w.id for w in page.next()], page.prev().items[0].text)
    for attempt in (lambda: db.paginate(db.select(Word), page=9, per_page=5),
                    lambda: db.get_or_404(Word, 99),
                    lambda: db.first_or_404(db.select(Word).where(Word.text == 'none')),
                    lambda: db.one_or_404(db.select(Word), description='not one')):
        try:
            attempt()
        except NotFound as e:
            print(e.code, e.name, '|', e.description)
    print(db.get_or_404(Word, 3).text)

with app.test_request_context('/?page=3&per_page=4'):
    print([w.id for w in db.paginate(db.select(Word).order_by(Word.id))])
