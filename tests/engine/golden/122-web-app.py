# A small web application, asked by its own test client.
from flask import Flask, abort, g, jsonify, redirect, render_template_string, request, session, url_for
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.secret_key = 'not secret'
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///web.db'
db = SQLAlchemy(app)
club_members = db.Table('club_members',
    db.Column('club_id', db.ForeignKey('club.id'), primary_key=True), db.Column('member_id', db.ForeignKey('member.id'), primary_key=True))

class Club(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)
    members = db.relationship('Member', secondary=club_members, back_populates='clubs', order_by='Member.name')

class Member(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String, unique=True)
    clubs = db.relationship('Club', secondary=club_members, back_populates='members')

PAGE = '''<h1>{{ club.name }}</h1>
<ul>
{%- for m in club.members %}
  <li>{{ loop.index }}. {{ m.name }}{% if m.clubs|length > 1 %} ({{ m.clubs|length }} clubs){% endif %}</li>
{%- else %}
  <li>nobody</li>
{%- endfor %}
</ul>'''

@app.before_request
def count():
    g.visits = session['visits'] = session.get('visits', 0) + 1

@app.get('/clubs/<int:club_id>')
def show(club_id):
    return render_template_string(PAGE, club=db.get_or_404(Club, club_id))

@app.post('/clubs/<int:club_id>/members')
def join(club_id):
    name = request.get_json(silent=True, force=True)['name'] if request.is_json else request.form.get('name', '')
    if not name:
        abort(400, 'a name, please')
    member = db.session.scalar(db.select(Member).filter_by(name=name)) or Member(name=name)
    club = db.get_or_404(Club, club_id)
    club.members.append(member)
    db.session.commit()
    return redirect(url_for('show', club_id=club_id))

@app.get('/api')
def api():
    return jsonify(visits=g.visits, clubs={c.name: [m.name for m in c.members] for c in Club.query.order_by(Club.id)})

@app.errorhandler(404)
def missing(e):
    return {'error': e.name}, 404

with app.app_context():
    db.create_all()
    db.session.add_all([Club(name='Chess & Go'), Club(name='Choir')])
    db.session.commit()

client = app.test_client()
print(client.get('/clubs/1').get_data(as_text=True))
print(client.post('/clubs/1/members', data={'name': '<b>Zoe</b>'}).headers['Location'])
print(client.post('/clubs/2/members', json={'name': '<b>Zoe</b>'}, follow_redirects=True).get_data(as_text=True))
print(client.post('/clubs/2/members').status)
print(client.get('/clubs/9').json, client.get('/api').json)
print(client.get('/nowhere').status_code, [str(r) for r in app.url_map.iter_rules()][1:])
runner = app.test_cli_runner()

@app.cli.command('clubs')
def list_clubs():
    "Lists the clubs."
    import click
    for club in Club.query.order_by(Club.name):
        click.echo(f'{club.name}: {len(club.members)}')

print(runner.invoke(args=['clubs']).output, end='')
