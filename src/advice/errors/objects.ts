import { nearest, type ProgramText } from '../program.ts';
import type { ErrorRule } from '../rule.ts';
import { a, article, sentence } from '../words.ts';

const collection = /Instrumented(?:List|Set|Dict)|_Association(?:List|Set|Dict)/;
const queryVerbs = ['filter', 'filter_by', 'all', 'first', 'order_by', 'join', 'where', 'limit', 'offset', 'one', 'one_or_none', 'query', 'options', 'distinct'];

/** Objects, their lists, and Python's own errors about them. */
export const objectRules: readonly ErrorRule[] = [
  {
    name: 'proxy-creator',
    pattern: /^(?:\w+\.)?(?:__init__|_declarative_constructor)\(\) takes 1 positional argument but (\d+) (?:was|were) given/,
    explain({ error, program }) {
      const proxies = program.lines.flatMap((text, at) => (/association_proxy\(/.test(text) ? [{ text, line: at + 1 }] : []));
      const here = program.text(error.line);
      const direct = program.classes.some(({ name }) => new RegExp(`\\b${name}\\((?!\\s*\\)|\\s*\\w+\\s*=[^=]|\\s*\\*)`).test(here));
      if (proxies.length === 0 || (direct && !/association_proxy\(|creator/.test(here))) return null;
      const named = proxies.find(({ text }) => new RegExp(`\\.${/^\s*(\w+)/.exec(text)?.[1] ?? ''}\\b`).test(here));
      const line = /association_proxy\(|creator/.test(here) ? error.line : (named ?? proxies[0])?.line;
      const end = /association_proxy\(\s*['"]\w+['"]\s*,\s*['"](\w+)['"]/.exec(program.text(line))?.[1] ?? 'student';
      return {
        ...(line === undefined ? {} : { line }),
        title: 'The association proxy does not know how to make the object in between.',
        cause: 'Appending through the proxy makes a new association object and hands it the appended one as its only argument. Models take keyword arguments only.',
        fixes: [
          { label: 'Give the proxy a `creator`', change: 'It gets what was appended and says how the object in between is made.', code: `creator=lambda ${end.charAt(0)}: Exam(${end}=${end.charAt(0)})` },
          { label: 'Or give the association object an `__init__` that takes it', change: 'The proxy calls the class itself.' },
          { label: 'Or make the association object yourself and append that', change: 'You can set its other values at once.' },
        ],
      };
    },
  },
  {
    name: 'positional-argument',
    pattern: /^(?:\w+\.)?(?:__init__|_declarative_constructor)\(\) takes 1 positional argument but (\d+) (?:was|were) given/,
    explain: () => ({
      title: 'Models take keyword arguments only.',
      cause: 'The constructor that a model inherits sets attributes by name; a value without a name has no place to go.',
      fixes: [
        { label: "Name the attribute: `Student(name='Ann')`", change: 'The value is set on that attribute.' },
        { label: 'Or write an `__init__` of your own', change: 'It decides which arguments there are. It is not called for rows that are loaded.' },
      ],
    }),
  },
  {
    name: 'unknown-keyword',
    pattern: /^'(\w+)' is an invalid keyword argument for (\w+)/,
    explain({ program, words: [, word = '', cls = ''] }) {
      const near = nearest(word, program.class(cls)?.attributes.keys() ?? []);
      return {
        title: `\`${cls}\` has no attribute \`${word}\`.`,
        cause: 'The constructor of a model takes its columns and relationships, by the names that they have in the class.',
        fixes: [
          ...(near === undefined ? [] : [{ label: `Write \`${near}=\``, change: 'The value is set on that attribute.' }]),
          { label: `Or add \`${word}\` to the class`, change: 'It becomes a column, or a relationship, of the model.' },
        ],
      };
    },
  },
  {
    name: 'not-an-instance',
    pattern: /^(type object '(\w+)'|'(\w+)' object) has no attribute '_sa_instance_state'/,
    explain({ words: [, , cls = '', type = ''] }) {
      return cls === ''
        ? {
            title: `A relationship takes objects, and this is ${article(type)} ${type}.`,
            cause: 'The list holds objects of the other model. An id or a name is only a value of one of its columns.',
            fixes: [
              { label: 'Fetch the object first: `db.session.get(Student, 2)`', change: 'The object that stands for that row is linked.' },
              { label: "Or make a new one: `Student(name='Ann')`", change: 'It is stored together with the link.' },
            ],
          }
        : {
            title: `A relationship takes objects, and \`${cls}\` is the class itself.`,
            cause: 'A class describes rows; an object stands for one of them. The parentheses make the object.',
            fixes: [{ label: `Write \`${cls}(…)\``, change: `A new \`${cls}\` is made and linked.` }],
          };
    },
  },
  {
    name: 'wrong-class-linked',
    pattern: /^'(\w+)'$/,
    explain({ error, program, words: [, attribute = ''] }) {
      const paired = new RegExp(`(?:back_populates|backref)\\s*=\\s*(?:\\w+\\.backref\\()?['"]${attribute}['"]`);
      const asked = new RegExp(`\\[\\s*['"]${attribute}['"]`);
      if (error.type !== 'KeyError' || !program.lines.some((line) => paired.test(line)) || asked.test(program.text(error.line))) return null;
      const cls = program.classes.find(({ attributes }) => attributes.has(attribute))?.name;
      return {
        title: `What was put in has no \`${attribute}\`: it is an object of the wrong class.`,
        cause: `A relationship that is paired with \`${attribute}\` keeps that list up to date, too. So it takes objects of the class that has \`${attribute}\`, and no others.`,
        fixes: [{ label: cls === undefined ? `Put in an object that has \`${attribute}\`` : `Put in a \`${cls}\``, change: 'The link is then known on both sides.' }],
      };
    },
  },
  {
    name: 'list-has-no-query',
    pattern: /^'(\w+)' object has no attribute '(\w+)'/,
    explain({ words: [, type = '', name = ''] }) {
      if (!collection.test(type) || !queryVerbs.includes(name)) return null;
      return {
        title: `This is a list that is already loaded; it has no \`${name}\`.`,
        cause: 'A relationship on an object gives its related objects as a Python list. Queries are made by `db.select(…)` or `Model.query`.',
        fixes: [
          { label: "Choose in Python: `[s for s in teacher.students if s.name == 'Ann']`", change: 'The whole list is loaded first; fine for short lists.' },
          { label: 'Or let the database choose', change: 'Only the matching rows are fetched.', code: "db.select(Student).where(Student.teachers.contains(teacher), Student.name == 'Ann')" },
          { label: "Or declare the relationship with `lazy='dynamic'`", change: 'The attribute is then a query instead of a list. New programs use `lazy=\'write_only\'`.' },
        ],
      };
    },
  },
  {
    name: 'list-has-no-attribute',
    pattern: /^'(\w+)' object has no attribute '(\w+)'/,
    explain({ words: [, type = '', name = ''] }) {
      if (!collection.test(type)) return null;
      return {
        title: `A list has no \`${name}\`; the objects in it do.`,
        cause: 'The attribute is a list of related objects, even when there is only one in it.',
        fixes: [
          { label: `Ask each of them: \`[one.${name} for one in …]\``, change: 'You get the values of all.' },
          { label: 'Or take one: `…[0]`', change: 'Only right when you know that the list is not empty.' },
        ],
      };
    },
  },
  {
    name: 'none-was-found',
    pattern: /^'NoneType' object has no attribute '(\w+)'/,
    explain({ words: [, name = ''] }) {
      return {
        title: `There is nothing here, so it has no \`${name}\`.`,
        cause: '`get()`, `first()` and `scalar()` give `None` when no row fits; an unset relationship to one object is `None` as well.',
        fixes: [
          { label: 'Look whether the row is there: Data panel, SQL log', change: 'An id that nobody has, or rows that were never committed, are the usual causes.' },
          { label: 'Ask before: `if teacher is not None:`', change: 'The program goes on without it.' },
          { label: '`db.get_or_404(…)` in a view, `one()` elsewhere', change: 'They say at once that nothing was found.' },
        ],
      };
    },
  },
  {
    name: 'row-not-object',
    pattern: /^(?:Could not locate column in row for column '(\w+)'|(\w+))$/,
    explain({ error, program, words: [, column = '', bare = ''] }) {
      const name = column || bare;
      if (error.type !== 'AttributeError' || !new RegExp(`\\.${name}\\b`).test(program.text(error.line))) return null;
      return {
        title: `This is a row of the result, and it has no \`${name}\`.`,
        cause: '`execute()` gives rows, like tuples, even when each holds a single object.',
        fixes: [
          { label: 'Use `db.session.scalars(…)` instead of `execute(…)`', change: 'You get the objects themselves.' },
          { label: 'Or take the object out of the row: `row[0]`, or `row.Student`', change: 'The object has the attribute.' },
        ],
      };
    },
  },
  {
    name: 'unknown-attribute',
    pattern: /^'(\w+)' object has no attribute '(\w+)'/,
    explain({ program, words: [, cls = '', name = ''] }) {
      const own = program.class(cls);
      if (!own) return null;
      const near = nearest(name, own.attributes.keys());
      return {
        title: `${sentence(a(cls))} has no attribute \`${name}\`.`,
        cause: 'An object has the columns and relationships of its class, as they are spelt there.',
        fixes: [
          ...(near === undefined ? [] : [{ label: `Write \`${near}\``, change: 'That attribute is there.' }]),
          { label: `Or add \`${name}\` to the class`, change: 'For the other side of a relationship, pair the two by `back_populates`.' },
        ],
      };
    },
  },
  {
    name: 'not-a-list',
    pattern: /^Incompatible collection type: (\w+) is not (list|set|dict)-like/,
    explain({ words: [, type = '', kind = ''] }) {
      return {
        title: `This relationship is a ${kind}, and a single \`${type}\` was assigned.`,
        cause: 'A many-to-many, and the “one” side of one-to-many, hold any number of objects, also when it is just one.',
        fixes: [
          { label: 'Put it in brackets: `[…]`', change: 'The list is replaced by a list of this one; links to others are removed.' },
          { label: 'Or `.append(…)`', change: 'It is added to those that are there.' },
          { label: 'If there can be one only: `uselist=False`', change: 'The attribute holds a single object, or `None`.' },
        ],
      };
    },
  },
  {
    name: 'not-in-list',
    pattern: /^list\.remove\(x\): x not in list/,
    explain({ error, program }) {
      if (!/\.\w+\.remove\(/.test(program.text(error.line))) return null;
      return {
        title: 'What is to be removed is not in the list.',
        cause: 'The two are not linked, or no longer: with `back_populates` a link that was removed on one side is gone on the other as well.',
        fixes: [
          { label: 'Ask first: `if student in teacher.students:`', change: 'Nothing happens when there is no link.' },
          { label: 'Remove on one side only', change: 'The other side follows by itself.' },
        ],
      };
    },
  },
  {
    name: 'used-before-defined',
    pattern: /^name '(\w+)' is not defined/,
    explain({ error, program, words: [, name = ''] }) {
      const line = definitionOf(program, name);
      const quoted = /relationship\(|ForeignKey\(|secondary\s*=/.test(program.text(error.line));
      if (line !== undefined && error.line !== undefined && line > error.line) {
        return {
          title: `\`${name}\` is used in line ${error.line}, above its definition in line ${line}.`,
          cause: 'Python executes a file from top to bottom, the bodies of classes included.',
          fixes: [
            { label: `Move \`${name}\` above this line`, change: 'It is there when it is needed.' },
            ...(quoted ? [{ label: `Or write the name in quotes`, change: 'A relationship looks up names in quotes later, when the models are first used: classes by their name, a table by its name in the database.' }] : []),
          ],
        };
      }
      const near = nearest(name, [...program.classes.map((one) => one.name), ...program.tables.map((one) => one.variable)]);
      if (near === undefined) return null;
      return {
        title: `There is no \`${name}\` in this program.`,
        cause: `It has ${a(near)}, spelt a little differently.`,
        fixes: [{ label: `Write \`${near}\``, change: 'The name is found.' }],
      };
    },
  },
];

/** The line that gives a name its value at the top level of the program. */
function definitionOf(program: ProgramText, name: string): number | undefined {
  return program.lineOf(new RegExp(`^(?:${name}\\s*=[^=]|(?:class|def)\\s+${name}\\b|import\\s+${name}\\b|from\\s.*import\\s.*\\b${name}\\b)`));
}
