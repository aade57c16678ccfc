import type { SqlValue } from '../../src/engine/protocol.ts';

/** What a step's solution leaves behind: what it prints, and the rows of the tables that matter. */
export interface Outcome {
  prints: string;
  kinds: Record<string, string>;
  rows: Record<string, SqlValue[][]>;
}

const none = { teachers: [], students: [] };
/** By lesson, one for each step. */
export const outcomes: Record<string, Outcome[]> = {
  'association-table': [
    { prints: 'Tables: teacher_students, teachers, students\n', kinds: { teacher_students: 'association-table' }, rows: { ...none, teacher_students: [] } },
    {
      prints: "Mei learns from ['Ada', 'Boris']\nOmar learns from ['Ada']\nTove learns from []\n",
      kinds: { teacher_students: 'association-table' },
      rows: { pairs: [['Ada', 'Mei'], ['Ada', 'Omar'], ['Boris', 'Mei']] },
    },
    {
      prints: '<Student Mei> [<Teacher Ada>, <Teacher Boris>]\n<Student Omar> [<Teacher Ada>]\n<Student Tove> []\n',
      kinds: { teacher_students: 'association-table' },
      rows: { pairs: [['Ada', 'Mei'], ['Ada', 'Omar'], ['Boris', 'Mei']] },
    },
    {
      prints: '<Student Mei> [<Teacher Ada>]\n<Student Omar> [<Teacher Ada>]\n<Student Tove> [<Teacher Ada>]\n',
      kinds: { teacher_students: 'association-table' },
      rows: { pairs: [['Ada', 'Mei'], ['Ada', 'Omar'], ['Ada', 'Tove']] },
    },
  ],
  'association-object': [
    { prints: 'Tables: teachers, students, exams\n', kinds: { exams: 'association-object' }, rows: { ...none, exams: [] } },
    {
      prints: 'Mei sat Algebra with Ada and got 91\nOmar sat Algebra with Ada and got 78\nMei sat History with Boris and got 85\n',
      kinds: { exams: 'association-object' },
      rows: { sat: [['Ada', 'Mei', 'Algebra', 91], ['Ada', 'Omar', 'Algebra', 78], ['Boris', 'Mei', 'History', 85]] },
    },
    {
      prints: '[<Student Mei>, <Student Omar>]\n[<Teacher Ada>, <Teacher Boris>]\n',
      kinds: { exams: 'association-object' },
      rows: { sat: [['Ada', 'Mei', 'Algebra', 91], ['Ada', 'Omar', 'Algebra', 78], ['Boris', 'Mei', 'History', 85]] },
    },
    {
      prints: "[<Student Mei>, <Student Omar>]\n[('History', <Student Mei>), ('oral', <Student Omar>)]\n",
      kinds: { exams: 'association-object' },
      rows: { sat: [['Boris', 'Mei', 'History', 85], ['Boris', 'Omar', 'oral', null]] },
    },
  ],
};

/** Links by the names at their ends; a list without order has no promised order. */
export const queries: Record<string, string> = {
  pairs: 'SELECT t.name, s.name FROM teacher_students JOIN teachers t ON t.id = teacher_id JOIN students s ON s.id = student_id ORDER BY 1, 2',
  sat: 'SELECT t.name, s.name, subject, score FROM exams JOIN teachers t ON t.id = teacher_id JOIN students s ON s.id = student_id ORDER BY 1, 2',
};
