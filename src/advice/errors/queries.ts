import { nearest } from '../program.ts';
import type { ErrorRule } from '../rule.ts';
import { a, sentence } from '../words.ts';

/** Asking: statements, conditions and results. */
export const queryRules: readonly ErrorRule[] = [
  {
    name: 'needs-unique',
    pattern: /^The unique\(\) method must be invoked on this Result/,
    explain: () => ({
      title: 'The same object comes more than once, and SQLAlchemy wants you to say that once is enough.',
      cause: '`joinedload` of a list fetches everything in one SELECT, in which an object is repeated for each member of its list.',
      fixes: [
        { label: 'Add `.unique()` to the result, before `.all()`', change: 'Each object comes once, with its list loaded.' },
        { label: 'Or use `selectinload` instead', change: 'The lists are fetched by a second SELECT, and nothing is repeated.' },
      ],
    }),
  },
  {
    name: 'no-result',
    pattern: /^No row was found when one was required/,
    explain: () => ({
      title: 'The query was to bring exactly one row, and brought none.',
      cause: '`one()` and `scalar_one()` take it for a mistake when nothing matches the conditions, or was not flushed yet.',
      fixes: [
        { label: 'Use `one_or_none()` or `scalar_one_or_none()`, or `first()`', change: 'They answer `None` where there is no row, and you can ask: `if student is None:`' },
        { label: 'Look at what is stored, in Data, and at the conditions', change: 'Has it been committed? Is the name spelt the same, capitals included?' },
        { label: 'By primary key: `db.session.get(Student, 1)`', change: 'It answers the object, or `None`.' },
      ],
    }),
  },
  {
    name: 'several-results',
    pattern: /^Multiple rows were found when (?:exactly one|one or none) was required/,
    explain: () => ({
      title: 'The query was to bring one row at most, and several match.',
      cause: '`one()` and `one_or_none()`, with `scalar_` before them or not, take it for a mistake when the conditions leave more than one row. A join repeats a row for each match.',
      fixes: [
        { label: 'Make the condition name one row only', change: 'A primary key or a UNIQUE column does; a name may occur twice.' },
        { label: 'After a join: `.distinct()`, or `any()` instead of the join', change: 'Each object comes once.' },
        { label: 'Use `all()` if you want them all', change: 'You get a list.' },
        { label: 'Use `first()` if any of them will do', change: 'Say which with `order_by(…)`: without it the order is not promised.' },
      ],
    }),
  },
  {
    name: 'plain-sql-text',
    pattern: /^(?:Textual SQL expression '[^]*' should be explicitly declared as text|Not an executable object: ')/,
    explain: () => ({
      title: 'SQL as a plain string must be marked as such.',
      cause: '`execute()` takes statements. A string could come from anywhere, so SQLAlchemy wants you to say that you mean SQL.',
      fixes: [
        { label: "Wrap it: `db.text('…')`", change: 'The same SQL is sent. Values go in as `:name`, never into the string.' },
        { label: 'Or say it with `db.select(…)`', change: 'SQLAlchemy writes the SQL, and the answers can be objects.' },
      ],
    }),
  },
  {
    name: 'object-as-value',
    pattern: /(?:Error binding parameter \S+: type '(\w+)' is not supported)/,
    explain({ program, words: [, type = ''] }) {
      const own = program.class(type) !== undefined;
      return {
        title: own ? `${sentence(a(type))} object stands where a plain value belongs.` : `SQLite cannot store a Python \`${type}\`.`,
        cause: own ? 'A column holds a number or a text: the id of the row, not the object. Only relationships take objects.' : 'It stores integers, floats, text, bytes and NULL.',
        fixes: own
          ? [
              { label: 'Give its id: `.id`', change: 'The number is stored. The object must have been flushed, or it has no id yet.' },
              { label: 'Or use the relationship and append the object', change: 'The ORM looks after the ids.' },
            ]
          : [{ label: 'Turn it into one of these', change: 'For a list of things, a table of its own is the usual way.' }],
      };
    },
  },
  {
    name: 'date-as-text',
    pattern: /^\(builtins\.TypeError\) SQLite (Date|DateTime|Time) type only accepts Python (\w+)/,
    explain: ({ words: [, type = '', python = ''] }) => ({
      title: `The column wants a Python ${python} object, and got something else.`,
      cause: `\`db.${type}\` turns Python’s own dates and times into text for SQLite, and back.`,
      fixes: [
        { label: 'Make one', change: 'The column stores it.', code: `from datetime import ${python}` },
        { label: `Or read it from text: \`${python}.fromisoformat('…')\``, change: 'The text must be written like `2024-05-31`.' },
      ],
    }),
  },
  {
    name: 'unknown-attribute-in-query',
    pattern: /^(?:Entity namespace for "([^"]+)" has no property "(\w+)"|type object '(\w+)' has no attribute '(?!_sa_)(\w+)')/,
    explain({ program, words: [, table = '', one = '', cls = '', two = ''] }) {
      const name = one || two;
      const model = table === '' ? program.class(cls) : program.classOf(table);
      if (table === '' && !model) return null;
      const near = nearest(name, model?.attributes.keys() ?? []);
      const owner = model?.name ?? table;
      if (name === 'query' && table === '') {
        return {
          ...(model === undefined ? {} : { line: model.line }),
          title: `\`${owner}\` has no \`query\`: it is not one of Flask-SQLAlchemy’s models.`,
          cause: '`query` comes from `db.Model`.',
          fixes: [
            { label: `Let it inherit: \`class ${owner}(db.Model):\``, change: 'It becomes a model with a table and a `query`.' },
            { label: `Or ask the session: \`db.session.scalars(db.select(${owner}))\``, change: 'Works for every mapped class.' },
          ],
        };
      }
      return {
        title: `\`${owner}\` has no attribute \`${name}\`.`,
        cause: 'Conditions name the attributes of the class, as they are spelt there.',
        fixes: [
          near === undefined
            ? { label: `Compare with the attributes of \`${owner}\``, change: 'The condition then means that column.' }
            : { label: `Write \`${near}\``, change: 'The condition then means that attribute.' },
          { label: 'For an attribute of a related class: `join()` first', change: '`filter_by` looks at the class that was joined last; `filter`/`where` take any: `Student.name == …`.' },
        ],
      };
    },
  },
  {
    name: 'attribute-of-relationship',
    pattern: /^Neither '[\w.]+' object nor 'Comparator' object associated with (\w+)\.(\w+) has an attribute '(\w+)'/,
    explain: ({ words: [, cls = '', attribute = '', name = ''] }) => ({
      title: `\`${cls}.${attribute}\` stands for a whole list, which has no \`${name}\`.`,
      cause: 'On the class, a relationship is a path to follow in a query, not the objects at its end.',
      fixes: [
        { label: `Put the condition into \`any()\`: \`${cls}.${attribute}.any(…)\``, change: `The answer is each \`${cls}\` that has at least one match, once. For a single object it is \`has()\`.` },
        { label: `Or \`join(${cls}.${attribute})\` and name the other class`, change: 'One row for each match, from both sides.' },
      ],
    }),
  },
  {
    name: 'python-and-or',
    pattern: /^Boolean value of this clause is not defined/,
    explain: () => ({
      title: 'Python’s `and`, `or` and `not` do not work on conditions.',
      cause: 'Python would decide at once, but only the database can: a condition on a column is a piece of SQL.',
      fixes: [
        { label: 'Write `&`, `|` and `~`, each condition in parentheses', change: 'They become AND, OR and NOT.', code: "(Student.name == 'Ann') | (Student.id > 2)" },
        { label: 'Or `db.and_(…)`, `db.or_(…)`, `db.not_(…)`', change: 'The same, in words.' },
      ],
    }),
  },
];
