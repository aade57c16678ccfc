import type { ModelFacts, ObjectFacts, Schema } from '../engine/protocol.ts';
import type { Moment } from '../history/moment.ts';
import type { Drawing, Room } from './drawing.ts';
import { erDiagram } from './er.ts';
import { modelsDiagram } from './models.ts';
import { modelsWords } from './models-text.ts';
import { objectsDiagram, objectsLeftOut } from './objects.ts';
import { objectsWords, sessionLine } from './objects-text.ts';
import { pastRowsView, pastTablesView } from './past-view.ts';
import { tablesWords } from './text.ts';
import type { Words } from './words.ts';

export type DiagramKind = 'er' | 'models' | 'objects';

/** What diagrams are made of; null while it is not known. */
export interface DiagramFacts {
  schema: Schema | null;
  models: ModelFacts | null;
  objects: ObjectFacts | null;
  /** A moment of the past, which is shown in place of now; null for now. */
  past?: Moment | null;
}

/** One diagram, ready for a panel. */
export interface DiagramView {
  /** Names the diagram among the others: each keeps its own place and zoom. */
  name: string;
  /** What it shows, in one sentence. */
  lead: string;
  /** What is to be known beside the picture. */
  notes: string[];
  /** What a screen reader calls it. */
  title: string;
  /** Why there is nothing to draw; null when there is something. */
  empty: string | null;
  drawing: Drawing | null;
  words: Words | null;
}

/** The chosen diagram of these facts. `logical` draws association tables as lines. */
export function diagramView(kind: DiagramKind, { schema, models, objects, past = null }: DiagramFacts, room: Room, logical: boolean): DiagramView {
  switch (kind) {
    case 'er':
      return past ? pastTablesView(past, models, room, logical) : tablesView(schema, models, room, logical);
    case 'models':
      return modelsView(models, room, past !== null);
    case 'objects':
      return past ? pastRowsView(past, models, room) : objectsView(objects, room);
  }
}

function tablesView(schema: Schema | null, models: ModelFacts | null, room: Room, logical: boolean): DiagramView {
  const none = schema === null || schema.tables.length === 0;
  return {
    name: logical ? 'logical' : 'er',
    lead: logical ? 'The many-to-many as it is meant: an association table is one line.' : 'The tables as they are stored, and what each foreign key allows.',
    notes: [],
    title: 'Diagram of the tables',
    empty: schema === null ? 'The diagram of the tables appears here once there is a database.' : none ? 'No tables yet. Run a program that creates some, and they are drawn here.' : null,
    drawing: none ? null : erDiagram(schema, { room, models, logical }),
    words: none ? null : tablesWords(schema),
  };
}

function modelsView(models: ModelFacts | null, room: Room, past: boolean): DiagramView {
  const none = models === null || models.models.length === 0;
  return {
    name: 'models',
    lead: 'The mapped classes: ⇄ joins two relationships of one link, dots are the path of a proxy.',
    notes: [...(past ? ['Classes are not followed through time: these are those of now.'] : []), ...(none ? [] : models.notes)],
    title: 'Diagram of the models',
    empty: none ? (models?.notes[0] ?? 'The mapped classes of a program are drawn here once it has run.') : null,
    drawing: none ? null : modelsDiagram(models, room),
    words: none ? null : modelsWords(models),
  };
}

function objectsView(objects: ObjectFacts | null, room: Room): DiagramView {
  const none = objects === null || objects.objects.length === 0;
  const left = objects === null ? 0 : objectsLeftOut(objects);
  const sessions = (objects?.sessions ?? []).map((session) => `${sessionLine(session)}.`);
  return {
    name: 'objects',
    lead: 'The objects that names and sessions hold now; what is dashed is not written yet.',
    notes: [...sessions, ...(none ? [] : objects.notes), ...(left > 0 ? [`The picture shows the ${objects?.objects.length === undefined ? 0 : objects.objects.length - left} most telling of ${objects?.objects.length} objects; the text version has them all.`] : [])],
    title: 'Diagram of the objects',
    empty: none ? (objects?.notes[0] ?? 'The objects of a program are drawn here once it has run.') : null,
    drawing: none ? null : objectsDiagram(objects, room),
    words: none ? null : objectsWords(objects),
  };
}
