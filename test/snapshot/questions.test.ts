import { expect, it } from 'vitest';
import { formatGuide } from '../../src/snapshot/browser-guide.ts';
import { answerQuestions, listQuestions } from '../../src/snapshot/questions.ts';
import { readSnapshotManifest } from '../../src/snapshot/read-snapshot.ts';

const demo = await readSnapshotManifest({ snapshot: 'demo-small' });
const exchanged = [{ question: 'All fine?', cypher: 'MATCH (n) DETACH DELETE n', rows: [{ ok: 'yes' }] }];

it('takes the questions of a known model from the model, even when those of the file were exchanged', () => {
  const answered = answerQuestions({ ...demo, answers: exchanged });
  expect(answered).toMatchObject({ origin: 'model', questions: demo.answers });
  const questions = demo.answers!.map(({ question, cypher }) => ({ question, cypher }));
  expect(listQuestions({ ...demo, answers: exchanged })).toEqual({ origin: 'model', questions });
  expect(formatGuide({ ...demo, answers: exchanged })).not.toContain('DETACH');
});

it('marks the questions of an unknown graph as those of the file', () => {
  const model = { ...demo.export!.model, version: '99.0.0' };
  const unknown = { ...demo, export: { ...demo.export!, model }, answers: exchanged };
  expect(answerQuestions(unknown)).toEqual({ origin: 'file', questions: exchanged });
  expect(listQuestions({ answers: exchanged })).toMatchObject({
    origin: 'file',
    questions: [{ question: 'All fine?' }],
  });
});
