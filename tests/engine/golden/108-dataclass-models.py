# Models that are dataclasses too.
from __future__ import annotations
import dataclasses
from typing import Annotated, Optional
from flask import Flask, jsonify
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column, relationship

class Base(DeclarativeBase, MappedAsDataclass):
    pass

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite://'
db = SQLAlchemy(app, model_class=Base)
Name = Annotated[str, mapped_column(String(30), unique=True)]

class Band(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[Name]
    founded: Mapped[Optional[int]] = mapped_column(default=None)
    members: Mapped[list[Membership]] = relationship(back_populates='band', default_factory=list, repr=False, order_by='Membership.player_id')

class Player(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[Name]
    bands: Mapped[list[Membership]] = relationship(back_populates='player', default_factory=list, repr=False)

class Membership(db.Model):
    band_id: Mapped[int] = mapped_column(ForeignKey('band.id'), primary_key=True, init=False)
    player_id: Mapped[int] = mapped_column(ForeignKey('player.id'), primary_key=True, init=False)
    band: Mapped[Band] = relationship(back_populates='members', repr=False, default=None)
    player: Mapped[Player] = relationship(back_populates='bands', default=None)
    plays: Mapped[str] = mapped_column(default='drums')

with app.app_context():
    db.create_all()
    band = Band('The Keys')
    Membership(band, Player('Una')), Membership(band, Player('Vik'), 'bass')
    db.session.add(band)
    print(band)
    db.session.commit()
    print(band.members)
    print([f.name for f in dataclasses.fields(Player)], Player('Una') == Player('Una'))
    print(Band.__table__.c.name.type, Band.__table__.c.founded.nullable)
    print(jsonify({'name': band.name, 'members': [m.player.name for m in band.members]}).get_data(as_text=True).strip())
    try:
        Band()
    except TypeError as e:
        print('TypeError', 'name' in str(e))
