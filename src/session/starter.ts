/** What a playground without a lesson begins with: a small many-to-many that prints something. */
export const starterCode = `from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()

# One row here says: this song is on this playlist.
playlist_songs = db.Table(
    "playlist_songs",
    db.Column("playlist_id", db.ForeignKey("playlist.id"), primary_key=True),
    db.Column("song_id", db.ForeignKey("song.id"), primary_key=True),
)


class Playlist(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(60), nullable=False)
    songs = db.relationship(
        "Song", secondary=playlist_songs, back_populates="playlists"
    )


class Song(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(80), nullable=False)
    playlists = db.relationship(
        "Playlist", secondary=playlist_songs, back_populates="songs"
    )


db.create_all()

morning = Playlist(name="Morning")
evening = Playlist(name="Evening")
rain = Song(title="Rain on the Roof")
morning.songs = [rain, Song(title="First Light")]
evening.songs = [rain, Song(title="Harbour Lamps")]
db.session.add_all([morning, evening])
db.session.commit()

for playlist in Playlist.query:
    print(playlist.name, "->", sorted(song.title for song in playlist.songs))

print(rain.title, "is on", sorted(playlist.name for playlist in rain.playlists))
`;

export const starterSql = `-- The same database as the Python program. Run the program first.
SELECT playlist.name, song.title
FROM playlist
JOIN playlist_songs ON playlist_songs.playlist_id = playlist.id
JOIN song ON song.id = playlist_songs.song_id
ORDER BY playlist.name, song.title;
`;
