import type { Advice } from '../advice.ts';
import { at, classOf, type Case, type Relationship, type Rule } from '../patient.ts';
import { twoPaths, unpaired } from './overlaps.ts';
import { a } from '../words.ts';

/** What the mapped classes tell by themselves. */
export const modelRules: Rule = (patient) => patient.relationships.flatMap((one) => [...linkAdvice(one, patient), ...cascadeAdvice(one, patient)]).concat(proxyAdvice(patient));

/** A many-to-many relationship and its other end. */
function linkAdvice(one: Relationship, patient: Case): Advice[] {
  const { secondary } = one;
  if (secondary === null || one.viewonly) return [];
  const mapped = classOf(patient, secondary);
  if (mapped !== undefined) return [twoPaths(one, secondary, mapped, patient)];
  if (one.backPopulates !== null) return [];
  const back = patient.relationships.find((other) => other !== one && other.owner === one.targetName && other.targetName === one.owner && other.secondary === secondary);
  // Both ends see the other: one of them says it.
  if (back) return !back.viewonly && patient.relationships.indexOf(back) < patient.relationships.indexOf(one) ? [unpaired(one, back, patient)] : [];
  return one.owner === one.targetName ? [] : [oneWay(one, secondary, patient)];
}

function oneWay({ owner, key, targetName }: Relationship, secondary: string, { program }: Case): Advice {
  return {
    rule: 'one-way-link',
    severity: 'note',
    title: `\`${targetName}\` does not know of \`${owner}.${key}\`.`,
    why: `Deleting ${a(owner)} clears its rows of \`${secondary}\`. Deleting ${a(targetName)} leaves them behind, and a new row that gets the old id inherits them.`,
    ...at(program.attribute(owner, key)),
    fixes: [
      { label: `Give \`${targetName}\` the reverse relationship, paired by \`back_populates\``, change: 'The ORM finds and clears the links from either side.' },
      { label: "Or let the database do it: `ondelete='CASCADE'` and foreign keys switched on", change: 'The links go with the row, whoever deletes it.' },
    ],
  };
}

function cascadeAdvice({ owner, key, targetName, secondary, viewonly, cascade }: Relationship, { program }: Case): Advice[] {
  if (secondary === null || viewonly || !cascade.includes('delete')) return [];
  return [
    {
      rule: 'delete-cascade-on-many-to-many',
      severity: 'warning',
      title: `Deleting ${a(owner)} deletes each \`${targetName}\` in its \`${key}\`, also those that others are linked with.`,
      why: 'A delete cascade goes to the objects at the other end. The rows of the association table are looked after without it.',
      ...at(program.attribute(owner, key)),
      fixes: [{ label: "Leave out `cascade='all, delete'`", change: 'Deleting removes the links, and nobody else.' }],
    },
  ];
}

function proxyAdvice({ models, program }: Case): Advice[] {
  const all = models?.models ?? [];
  return all.flatMap((model) =>
    model.proxies.flatMap(({ key, through, value, path, creator }) => {
      const [middle, end] = path.map((id) => all.find((one) => one.id === id)?.name);
      if (creator || middle === undefined || end === undefined || program.class(middle)?.attributes.has('__init__') === true) return [];
      return [
        {
          rule: 'proxy-without-creator',
          severity: 'note' as const,
          title: `\`${model.name}.${key}\` can be read, but not appended to.`,
          why: `An append has to make ${a(middle)}, which takes keyword arguments only; the proxy would hand it the ${end} without a name.`,
          ...at(program.attribute(model.name, key)),
          fixes: [
            { label: 'Give the proxy a `creator`', change: `An append makes ${a(middle)} that holds the ${end}.`, code: `association_proxy('${through}', '${value}', creator=lambda one: ${middle}(${value}=one))` },
            { label: 'Or leave it, and append to the list in between', change: `The proxy only shows; \`${through}\` is what is changed.` },
          ],
        },
      ];
    }),
  );
}

