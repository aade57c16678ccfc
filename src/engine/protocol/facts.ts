/** What Python's inspector tells of a program's mapped classes and of its objects: types only, imports nothing. */

/** Both at one moment, between two inputs. Strings that name things of the program are as the program has them. */
export interface Facts {
  models: ModelFacts;
  objects: ObjectFacts;
}

/** The mapped classes, in the order in which their tables were defined. */
export interface ModelFacts {
  models: Model[];
  /** Plain sentences: why there are none, what is not configured, what SQLAlchemy said, what was left out. */
  notes: string[];
}

export interface Model {
  /** `m0`, `m1` …: good for this answer only. */
  id: string;
  /** The class's name. */
  name: string;
  /** The table that it is mapped to; null when it is mapped to something else. */
  table: string | null;
  /** The model that it inherits from, by its id; null when none is mapped. */
  inherits: string | null;
  /** SQLAlchemy configures mappers when they are first used; until then only what was declared is known. */
  state: 'configured' | 'declared' | 'failed';
  /** SQLAlchemy's message; null unless configuring this class failed. */
  failure: string | null;
  columns: ModelColumn[];
  relationships: ModelRelationship[];
  proxies: ModelProxy[];
}

export interface ModelColumn {
  /** The attribute's name. */
  key: string;
  /** The column's name in the table. */
  column: string;
  /** As SQLAlchemy writes it: `VARCHAR(80)`; empty when not known. */
  type: string;
  primaryKey: boolean;
  nullable: boolean;
  /** `table.column` of what it refers to. */
  foreignKeys: string[];
}

export interface ModelRelationship {
  key: string;
  /** The other model's id; null when it is not known (yet). */
  target: string | null;
  /** The other class's name, or what the program gave in its place. */
  targetName: string;
  /** Null until it is configured. */
  direction: 'one-to-many' | 'many-to-one' | 'many-to-many' | null;
  /** The association table's name; null when there is none. */
  secondary: string | null;
  /** The partner on the other class, by its name there; null when there is none. */
  backPopulates: string | null;
  /** A collection, or a single object; null until it is known. */
  uselist: boolean | null;
  /** E.g. `['save-update', 'merge']`, sorted as SQLAlchemy's documentation has them. */
  cascade: string[];
  /** E.g. `select`, `joined`, `dynamic`. */
  lazy: string;
  viewonly: boolean;
  /** Foreign key columns that it reads or writes, as `table.column`; empty until it is configured. */
  foreignKeys: string[];
}

export interface ModelProxy {
  key: string;
  /** The attribute of this class that it goes through. */
  through: string;
  /** The attribute that it then reads. */
  value: string;
  /** The two models on its path, by id: the one that `through` leads to, and the one that `value` leads to (null when that is a column, or not known). */
  path: [string | null, string | null];
  /** Whether it was told how to make the object in between. */
  creator: boolean;
}

/** The instances of mapped classes that the program's names and sessions hold. */
export interface ObjectFacts {
  sessions: SessionFacts[];
  objects: ObjectFact[];
  links: ObjectLink[];
  /** Plain sentences: why there are none, what was left out. */
  notes: string[];
}

export interface SessionFacts {
  /** `s0`, `s1` …: good for this answer only. */
  id: string;
  /** How the program calls it: `db.session`. */
  name: string;
  autoflush: boolean;
  /** Whether a transaction has begun and is neither committed nor rolled back. */
  transaction: boolean;
  /** Objects in it: those in its identity map, and those that wait for their INSERT, UPDATE or DELETE. */
  persistent: number;
  pending: number;
  modified: number;
  deleted: number;
}

export interface ObjectFact {
  /** `o0`, `o1` …: stays with an object as long as the engine lives. */
  id: string;
  /** Its class's name. */
  model: string;
  /** The program's names for it, such as `t1` and `students[0]`. */
  names: string[];
  state: 'transient' | 'pending' | 'persistent' | 'deleted' | 'detached';
  /** The session that it is in, by id. */
  session: string | null;
  /** Its primary key in the identity map: `1`, or `1, 2`; null when it has none yet. */
  identity: string | null;
  /** `session.delete()` was called, and the DELETE is still to come. */
  toBeDeleted: boolean;
  attributes: ObjectAttribute[];
}

export interface ObjectAttribute {
  name: string;
  relationship: boolean;
  /**
   * `loaded` as it is stored; `changed` since the last flush; `set` on an object that is not stored yet; `expired`: read
   * anew when it is next used; `unloaded`: not read yet; `unset`: not given, on an object that is not stored yet.
   */
  status: 'loaded' | 'changed' | 'set' | 'expired' | 'unloaded' | 'unset';
  /** A value in Python's own writing, cut when long; null where there is none to show. */
  value: string | null;
  /** The value before the change; null unless changed, or when it was never read. */
  before: string | null;
}

/** Two objects that a loaded relationship joins. */
export interface ObjectLink {
  from: string;
  to: string;
  /** The attribute of `from` that holds `to`: `students`. */
  name: string;
  /** The attribute of `to` that holds `from`; null when no such attribute is paired with it. */
  back: string | null;
  /** The association table that stores the pair; null where a foreign key does. */
  secondary: string | null;
  /** The row of the association table as far as it is known: `teacher_id=1, student_id=2`. */
  row: string | null;
  /**
   * `stored`: flushed; `pending`: written by the next flush; `removed`: taken away by the next flush; `unsaved`: one
   * of the two is in no session, so nothing will be written.
   */
  status: 'stored' | 'pending' | 'removed' | 'unsaved';
}
