import type { ModelFacts, Model, ModelRelationship, RunError, RunWarning, Schema, Statement, Transaction, UnsavedWork } from '../engine/protocol.ts';
import type { Advice } from './advice.ts';
import { ProgramText } from './program.ts';

/** What is known of a program after it ran, and of its prompt inputs so far. What is not known is null. */
export interface Patient {
  /** The program that ran. */
  code: string;
  /** How the last input ended, or the program itself. */
  error: RunError | null;
  /** All of the program and of the inputs after it. */
  warnings: readonly RunWarning[];
  statements: readonly Statement[];
  /** Of the database that is shown, as committed. */
  schema: Schema | null;
  models: ModelFacts | null;
  /** Those that the last input, or the program itself, began or ended. */
  transactions: readonly Transaction[];
  /** What the last input, or the program itself, left uncommitted in its sessions. */
  unsaved: UnsavedWork | null;
  /** Whether an input has been entered at the prompt since the program ended. */
  prompted: boolean;
  /** Databases in which something is not committed. */
  uncommitted: readonly string[];
  /** Links that lead nowhere, counted by table and by the table that they should lead to. */
  dangling: readonly { table: string; parent: string; rows: number }[];
}

/** A patient with what several rules want to know. */
export interface Case extends Patient {
  program: ProgramText;
  relationships: readonly Relationship[];
}

/** A relationship with the names of its two classes; known only where the models are. */
export interface Relationship extends ModelRelationship {
  /** The class that has it. */
  owner: string;
}

/** Something that the doctor looks for. */
export type Rule = (patient: Case) => Advice[];

export function caseOf(patient: Patient): Case {
  const relationships = (patient.models?.models ?? []).flatMap((model) => model.relationships.map((one) => ({ ...one, owner: model.name })));
  return { ...patient, program: new ProgramText(patient.code), relationships };
}

/** The class that is mapped to a table; from the models where they are known, else from the program's text. */
export function classOf({ models, program }: Case, table: string): string | undefined {
  if (models === null || models.models.length === 0) return program.classOf(table)?.name;
  return models.models.find((model: Model) => model.table === table)?.name;
}

/** `{ line }`, or nothing where the line is not known. */
export function at(line: number | undefined): { line?: number } {
  return line === undefined ? {} : { line };
}
