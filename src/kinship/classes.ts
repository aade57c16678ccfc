import type { Model, ModelFacts, ModelRelationship } from '../engine/protocol.ts';
import { fold, type RelationshipThing } from './thing.ts';

/** The mapped classes by their tables, and their relationships by the keys that they use. */
export class Classes {
  readonly #models: readonly Model[];
  readonly #byId: ReadonlyMap<string, Model>;

  constructor(facts: ModelFacts | null) {
    this.#models = facts?.models ?? [];
    this.#byId = new Map(this.#models.map((model) => [model.id, model]));
  }

  /** Names of the classes that are mapped to a table. */
  ofTable(table: string): string[] {
    return this.#models.filter((model) => model.table !== null && fold(model.table) === fold(table)).map((model) => model.name);
  }

  /** The tables of a class: its own first, then those of the classes that it inherits from. */
  tablesOf(name: string): string[] {
    const tables: string[] = [];
    let model = this.#named(name);
    for (let step = 0; model !== undefined && step < this.#models.length; step++) {
      if (model.table !== null && !tables.includes(model.table)) tables.push(model.table);
      model = model.inherits === null ? undefined : this.#byId.get(model.inherits);
    }
    return tables;
  }

  relationship(name: string, key: string): ModelRelationship | undefined {
    return this.#models.find((model) => model.name === name && model.relationships.some((one) => one.key === key))?.relationships.find((one) => one.key === key);
  }

  /** A relationship with its partner, where it has one; inherited ones under the class that declares them. */
  pairOf(name: string, key: string): RelationshipThing[] {
    const one = this.relationship(name, key);
    const partner = one?.backPopulates ?? null;
    const other = one?.target ? this.#byId.get(one.target) : undefined;
    return [thing(name, key), ...(partner === null || other === undefined ? [] : [thing(other.name, partner)])];
  }

  /** Relationships that write a foreign key: through an association table all that go through it. */
  using(table: string, columns: readonly string[]): RelationshipThing[] {
    const keys = new Set(columns.map((column) => fold(`${table}.${column}`)));
    return this.#models.flatMap((model) =>
      model.relationships
        .filter((one) => !one.viewonly && (one.secondary === null ? one.foreignKeys.length === keys.size && one.foreignKeys.every((key) => keys.has(fold(key))) : fold(one.secondary) === fold(table)))
        .map((one) => thing(model.name, one.key)),
    );
  }

  #named(name: string): Model | undefined {
    return this.#models.find((model) => model.name === name);
  }
}

function thing(model: string, key: string): RelationshipThing {
  return { kind: 'relationship', model, key };
}
