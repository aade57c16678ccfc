"""`Blob`: a BLOB as a file."""


class Blob:
    __module__ = 'sqlite3'
