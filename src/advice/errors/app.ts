import type { ErrorRule } from '../rule.ts';

const pushed = 'app.app_context().push()';

/** Flask and the link between an app and its `db`. */
export const appRules: readonly ErrorRule[] = [
  {
    name: 'no-app-context',
    pattern: /^Working outside of application context/,
    explain: () => ({
      title: 'Flask-SQLAlchemy does not know which app is meant here.',
      cause: '`db` finds its database through the current app. Outside of a request there is no current app unless the program says so.',
      fixes: [
        { label: 'Indent these lines under `with app.app_context():`', change: 'The app is current for as long as the block lasts. When it ends, the session is closed.' },
        { label: `Write \`${pushed}\` once, right after the app`, change: 'The app stays current for the rest of the program, which is handy for trying things out.' },
      ],
    }),
  },
  {
    name: 'no-database-address',
    pattern: /^Either 'SQLALCHEMY_DATABASE_URI' or 'SQLALCHEMY_BINDS' must be set/,
    explain: () => ({
      title: 'The app has not been told where its database is.',
      cause: 'Flask-SQLAlchemy reads the address from the app’s configuration when `db` meets the app, so it must be there before.',
      fixes: [
        {
          label: 'Set the address above the line that joins `db` and the app',
          change: 'The database is a file named `school.db`.',
          code: "app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///school.db'",
        },
        {
          label: 'Or keep the database in memory',
          change: 'It begins empty in every run.',
          code: "app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///:memory:'",
        },
      ],
    }),
  },
  {
    name: 'app-not-registered',
    pattern: /^The current Flask app is not registered with this 'SQLAlchemy' instance/,
    explain: () => ({
      title: 'This `db` has not met the app.',
      cause: '`SQLAlchemy()` without an app must be joined to it by `db.init_app(app)`. The same happens when the program makes two `SQLAlchemy()` objects and joins only one.',
      fixes: [
        { label: 'Call `db.init_app(app)` after the configuration', change: 'The app and this `db` belong together from then on.' },
        { label: 'Or hand the app over at once: `db = SQLAlchemy(app)`', change: 'The same in one line.' },
      ],
    }),
  },
  {
    name: 'app-registered-twice',
    pattern: /^A 'SQLAlchemy' instance has already been registered on this Flask app/,
    explain: () => ({
      title: 'The app has its `db` already.',
      cause: 'An app works with one `SQLAlchemy` object. `SQLAlchemy(app)` joins the two, and so does `db.init_app(app)`: one of them is enough.',
      fixes: [{ label: 'Leave out this line', change: 'Nothing is lost: the first `db` stays joined to the app.' }],
    }),
  },
  {
    name: 'no-module',
    pattern: /^No module named '([\w.]+)'/,
    explain: ({ words: [, module = ''] }) => ({
      title: `There is no package \`${module}\` here.`,
      cause: /psycopg|mysql|pymysql|oracledb|pyodbc/i.test(module)
        ? 'It would talk to a database server. Here the database is SQLite, in this page.'
        : 'Junction has Python’s standard library, Flask, Flask-SQLAlchemy and SQLAlchemy, and cannot install more.',
      fixes: /psycopg|mysql|pymysql|oracledb|pyodbc/i.test(module)
        ? [{ label: "Use `'sqlite:///school.db'` as the address", change: 'Models and queries stay as they are; only the address differs.' }]
        : [{ label: 'Check the spelling, or do without it', change: 'The rest of the program runs as before.' }],
    }),
  },
];
