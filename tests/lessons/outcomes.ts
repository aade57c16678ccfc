import type { SqlValue } from '../../src/engine/protocol.ts';

/** What a step's solution leaves behind: what it prints, and the rows of the tables that matter. */
export interface Outcome {
  prints: string;
  kinds: Record<string, string>;
  rows: Record<string, SqlValue[][]>;
}

const SAT = 'Mei sat Algebra with Ada and got 91\nOmar sat Algebra with Ada and got 78\nMei sat History with Boris and got 85\n';
const EXAMS = { sat: [['Ada', 'Mei', 'Algebra', 91], ['Ada', 'Omar', 'Algebra', 78], ['Boris', 'Mei', 'History', 85]] };

/** By lesson, one for each step with a program. */
export const outcomes: Record<string, Outcome[]> = {
  secondary: [
    { prints: "Mei learns from ['Ada', 'Boris']\n", kinds: { teacher_students: 'association-table' }, rows: { pairs: [['Ada', 'Mei'], ['Ada', 'Omar'], ['Boris', 'Mei']] } },
    {
      prints: "Mei learns from ['Ada', 'Boris']\n<Teacher Ada> [<Student Mei>, <Student Omar>]\n<Student Mei> [<Teacher Ada>, <Teacher Boris>]\n",
      kinds: { teacher_students: 'association-table' },
      rows: { pairs: [['Ada', 'Mei'], ['Ada', 'Omar'], ['Boris', 'Mei']] },
    },
    {
      prints: 'Ada teaches [<Student Mei>, <Student Tove>, <Student Kai>] and Mei learns from [<Teacher Ada>, <Teacher Boris>]\n',
      kinds: { teacher_students: 'association-table' },
      rows: { pairs: [['Ada', 'Kai'], ['Ada', 'Mei'], ['Ada', 'Tove'], ['Boris', 'Mei']] },
    },
    {
      prints: '[<Student Kai>, <Student Mei>, <Student Tove>]\n',
      kinds: { teacher_students: 'association-table' },
      rows: { pairs: [['Ada', 'Kai'], ['Ada', 'Mei'], ['Ada', 'Tove'], ['Boris', 'Mei']] },
    },
  ],
  'association-object': [
    { prints: 'Tables: teachers, students, exams\n', kinds: { exams: 'association-object' }, rows: { teachers: [], students: [], exams: [] } },
    { prints: SAT, kinds: { exams: 'association-object' }, rows: EXAMS },
    { prints: `${SAT}Refused: UNIQUE constraint failed: exams.teacher_id, exams.student_id, exams.subject\n`, kinds: { exams: 'association-object' }, rows: EXAMS },
    { prints: '[<Student Mei>, <Student Omar>]\n[<Teacher Ada>, <Teacher Boris>]\n', kinds: { exams: 'association-object' }, rows: EXAMS },
  ],
};

/** Links by the names at their ends; a list without order has no promised order. */
export const queries: Record<string, string> = {
  pairs: 'SELECT t.name, s.name FROM teacher_students JOIN teachers t ON t.id = teacher_id JOIN students s ON s.id = student_id ORDER BY 1, 2',
  sat: 'SELECT t.name, s.name, subject, score FROM exams JOIN teachers t ON t.id = teacher_id JOIN students s ON s.id = student_id ORDER BY 1, 2',
};
