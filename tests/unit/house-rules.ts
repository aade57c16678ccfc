import { posix } from 'node:path';

/** An import as a file states it; `types` when nothing of it is left at run time. */
interface Import {
  from: string;
  types: boolean;
}

/** Where each confined package may be imported. */
const confined: [string, RegExp][] = [
  ['sql.js', /^src\/engine\/sqlite\/library\.ts$/],
  ['pyodide', /^src\/engine\/python\/(interpreter|browser)\.ts$/],
  ['monaco-editor', /^src\/components\/monaco[\w-]*\.ts$/],
  ['mermaid', /^src\/diagram\/[\w-]+\.ts$/],
];

/** What the files of each part may import from the rest of `src/`; the first line that fits a file counts. */
const allowed: { files: RegExp; values: RegExp; types: RegExp; packages: RegExp }[] = [
  { files: /^src\/engine\/protocol\.ts$/, values: /^src\/engine\/protocol\//, types: /^src\/engine\/protocol\//, packages: /^$/ },
  { files: /^src\/engine\/protocol\//, values: /^$/, types: /^src\/(engine\/protocol|unpack\.ts$)/, packages: /^$/ },
  { files: /^src\/unpack\.ts$/, values: /^$/, types: /^$/, packages: /^$/ },
  { files: /^src\/packed-rows\.ts$/, values: /^$/, types: /^src\/engine\/protocol\.ts$/, packages: /^$/ },
  { files: /^src\/wire\.ts$/, values: /^$/, types: /^$/, packages: /^birpc$/ },
  { files: /^src\/engine\//, values: /^src\/(engine\/|(wire|unpack|packed-rows)\.ts$)/, types: /^src\/(engine\/|(wire|unpack)\.ts$)/, packages: /^(?!lit|markdown-it|dompurify)/ },
  { files: /^src\/worker\//, values: /^src\/(worker\/|(wire|unpack)\.ts$)/, types: /^src\/(worker|unpack\.ts$|engine\/protocol\.ts)/, packages: /^(?!lit|node:)/ },
  { files: /^src\/session\//, values: /^src\/(session|worker|lessons|advice|history|trace-log)\//, types: /^src\/(session|worker|lessons|advice|history|trace-log|engine\/protocol\.ts)/, packages: /^(?!lit|node:)/ },
  { files: /^src\/lessons\//, values: /^src\/lessons\//, types: /^src\/(lessons\/|engine\/protocol\.ts$)/, packages: /^(?!lit|node:)/ },
  { files: /^src\/advice\//, values: /^src\/advice\//, types: /^src\/(advice\/|engine\/protocol\.ts$)/, packages: /^$/ },
  { files: /^src\/(history|trace-log)\//, values: /^src\/(history|trace-log)\//, types: /^src\/(history\/|trace-log\/|engine\/protocol\.ts$)/, packages: /^$/ },
  { files: /^src\/kinship\//, values: /^src\/(kinship|trace-log)\//, types: /^src\/(kinship\/|trace-log\/|engine\/protocol\.ts$)/, packages: /^$/ },
  { files: /^src\/diagram\//, values: /^src\/(diagram|history)\//, types: /^src\/(diagram\/|history\/|kinship\/|engine\/protocol\.ts$)/, packages: /^(?!lit|node:)/ },
  { files: /^src\/build\//, values: /^/, types: /^/, packages: /^/ },
  { files: /^src\/(components\/(junction-(playground|app|reader)|lesson-run)|main|embed[\w-]*)\.ts$/, values: /^src\/(?!build\/|engine\/)/, types: /^src\/(?!build\/)/, packages: /^(?!node:)/ },
  { files: /^src\/components\//, values: /^src\/((components|diagram|advice|history|kinship|trace-log)\/|packed-rows\.ts$)/, types: /^src\/(?!build\/)/, packages: /^(?!node:)/ },
];

/** Programs of their own, each alone in its frame or worker: what they keep is theirs. */
const programs = /^src\/(engine\/(frame|worker)|diagram\/frame)\.ts$/;

/** The rules of the house that a source file breaks, each as a sentence. */
export function brokenRules(path: string, text: string): string[] {
  const rule = allowed.find(({ files }) => files.test(path));
  if (rule === undefined) return [`${path} belongs to no part of the house`];
  const broken = importsOf(text).flatMap(({ from, types }) => {
    const problem = `${path} must not import ${types ? 'types from ' : ''}${from}`;
    if (from.startsWith('virtual:')) return [];
    if (from.startsWith('.')) {
      const target = posix.join(posix.dirname(path), from);
      return (types ? rule.types : rule.values).test(target) || !target.startsWith('src/') ? [] : [problem];
    }
    if (types && !from.startsWith('node:')) return [];
    const home = confined.find(([name]) => from === name || from.startsWith(`${name}/`))?.[1];
    return rule.packages.test(from) && (home === undefined || home.test(path) || path.startsWith('src/build/')) ? [] : [problem];
  });
  const state = path.startsWith('src/build/') || programs.test(path) ? [] : [...text.matchAll(/^(?:export )?let (\w+)/gm)];
  return [...broken, ...state.map(([, name]) => `${path} keeps mutable state in its module: ${name}`)];
}

/** Every `import`, `export … from` and `import()` of a file. */
function importsOf(text: string): Import[] {
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm);
  const calls = text.matchAll(/\bimport\('([^']+)'\)(\.)?/g);
  return [
    ...[...statements].map(([, types, from = '']) => ({ from, types: types !== undefined })),
    // `import('x').Y`, with a dot and no await, is a type.
    ...[...calls].map(([, from = '', dot]) => ({ from, types: dot !== undefined })),
  ];
}
