import type { Model, ModelFacts, ModelRelationship } from '../engine/protocol.ts';
import { partnerOf } from './model-lines.ts';
import { sameName, type ManyToMany, type Relationship } from './relationships.ts';

/** Finds the names that a program's models have for what the schema shows as keys. */
export class RelationshipNames {
  readonly #models: readonly Model[];
  readonly #byId: ReadonlyMap<string, Model>;

  constructor(facts: ModelFacts | null) {
    this.#models = facts?.models ?? [];
    this.#byId = new Map(this.#models.map((model) => [model.id, model]));
  }

  /** The relationships that use a foreign key: `exams ⇄ teacher`, the parent's first; empty when none is known. */
  ofKey(key: Relationship): string {
    return key.child.kind === 'association-table' ? this.#through(key) : this.#along(key);
  }

  /** The relationships that an association table stores: `students ⇄ teachers`, in the order of its ends. */
  ofLink({ through, ends }: ManyToMany): string {
    const first = ends[0];
    if (first === undefined) return '';
    return this.#all()
      .filter(({ model, one }) => !one.viewonly && sameName(one.secondary ?? '', through.name) && startsAt(model, one, first))
      .map(({ model, one }) => this.#withPartner(model, one))
      .join(', ');
  }

  /** Relationships of the parent that start with this key of an association table. */
  #through(key: Relationship): string {
    const found = this.#all().filter(({ model, one }) => !one.viewonly && sameName(one.secondary ?? '', key.child.name) && startsAt(model, one, key));
    return found.map(({ model, one }) => `${model.name}.${one.key}`).join(', ');
  }

  #along(key: Relationship): string {
    const columns = key.key.columns.map((column) => `${key.child.name}.${column}`);
    const found = this.#all().filter(({ one }) => one.secondary === null && !one.viewonly && sameSet(one.foreignKeys, columns));
    const parents = found.filter(({ one }) => one.direction === 'one-to-many');
    const children = found.filter(({ model, one }) => one.direction === 'many-to-one' && !parents.some((parent) => partnerOf(model, one, this.#byId) === parent.one));
    return [...parents, ...children].map(({ model, one }) => this.#withPartner(model, one)).join(', ');
  }

  #withPartner(model: Model, one: ModelRelationship): string {
    const partner = partnerOf(model, one, this.#byId);
    return `${one.key}${partner === null ? '' : ` ⇄ ${partner.key}`}`;
  }

  #all(): { model: Model; one: ModelRelationship }[] {
    return this.#models.flatMap((model) => model.relationships.map((one) => ({ model, one })));
  }
}

/** Whether a relationship through an association table leaves its class by this key. */
function startsAt(model: Model, one: ModelRelationship, key: Relationship): boolean {
  if (!sameName(model.table ?? '', key.parentName)) return false;
  // Before it is configured its keys are not known; between two tables the class alone decides.
  if (one.foreignKeys.length === 0) return key.child.foreignKeys.filter((other) => sameName(other.table, key.key.table)).length === 1;
  const own = one.foreignKeys.slice(0, key.key.columns.length);
  return sameSet(own, key.key.columns.map((column) => `${key.child.name}.${column}`));
}

function sameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name) => others.some((other) => sameName(name, other)));
}
