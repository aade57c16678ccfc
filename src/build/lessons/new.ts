import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../paths.ts';
import { Obstacle } from '../report.ts';
import { lessonsFolder, nameFor } from './folder.ts';

/** Makes a small lesson that passes, and lists it in the course, which is made too where there is none. Gives the exit code. */
export function newLesson([slug, ...more]: string[], folder = lessonsFolder()): number {
  if (slug === undefined || more.length > 0 || !/^[a-z0-9][a-z0-9-]*$/.test(slug)) {
    throw new Obstacle('A lesson’s name is one word of small letters, digits and hyphens: npm run lessons -- new my-lesson');
  }
  const file = join(folder, `${slug}.md`);
  if (existsSync(file)) throw new Obstacle(`There is a lesson ${nameFor(file)} already.`);
  const course = join(folder, 'course.yaml');
  const text = existsSync(course) ? readFileSync(course, 'utf8') : newCourse;
  if (!/^lessons:[ \t]*$/m.test(text)) throw new Obstacle(`${nameFor(course)} has no line “lessons:” with a list below it; add the lesson there by hand.`);
  const title = slug.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, template.replace('TITLE', title));
  writeFileSync(course, `${text.trimEnd()}\n  - ${slug}\n`);
  const option = folder === inProject('lessons') ? '' : ` --lessons ${nameFor(folder)}`;
  console.log(`Made ${nameFor(file)} and listed it in course.yaml.
See it:   npm run dev${option && ` --${option}`}   then open #/lesson/${slug}?author
Prove it: npm run lessons -- check ${nameFor(file)}${option}`);
  return 0;
}

const newCourse = `# A course: what its lessons have in common, and their order on the home page. Each name is a file here, without .md.
defaults:
  panels: [editor, console, diagram, data, query, sql]
lessons:
`;

const template = `---
title: TITLE
summary: One sentence for the list of lessons.
minutes: 10
objectives:
  - say what this lesson is about
---
What the lesson is about, and why anybody should want it.

\`\`\`python setup
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///lesson.db"
db = SQLAlchemy(app)
app.app_context().push()
\`\`\`

## A first step
What there is to know, shown on other names than the task's. Then the task.

**Your turn:** give books a title that may not be missing.

\`\`\`python start
class Book(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    # title


db.create_all()
\`\`\`

\`\`\`diff solution
-    # title
+    title = db.Column(db.String, nullable=False)
\`\`\`

\`\`\`python check
def check_title():
    "Every book has a title"
    expect.column("book", "title", type="VARCHAR", nullable=False)
\`\`\`

\`\`\`diff mistake
# says: should be NOT NULL
-    title = db.Column(db.String, nullable=False)
+    title = db.Column(db.String)
\`\`\`

\`\`\`hint
Which argument of \`db.Column\` says that a value must be there?
\`\`\`

\`\`\`hint
\`title = db.Column(db.String, nullable=False)\`
\`\`\`
`;
