import type { Answer } from '../../export/answer-all.ts';
import { formatDate } from '../../snapshot/format-date.ts';
import type { SnapshotQuestions } from '../../snapshot/questions.ts';
import type { SnapshotManifest } from '../../snapshot/snapshot-manifest.ts';
import { formatQuantity } from '../../system/format-number.ts';
import { quotePath } from '../../system/quote-word.ts';
import type { OwnServerStatus } from '../../targets/own-server.ts';
import type { DatabaseVerification } from '../../verify/database/verify-database.ts';
import { describeStatus } from '../options/own-server.ts';
import { formatSeconds, formatTable } from './format.ts';
import { describeCounts, titleOf } from './snapshot.ts';
import { formatVerification, summarizeVerification } from './verification.ts';

export interface DemoResult {
  /** The snapshot as the user named it. */
  readonly given: string;
  readonly manifest: SnapshotManifest;
  readonly questions: SnapshotQuestions<Answer>;
  readonly restored: DatabaseVerification;
  readonly seconds: number;
  readonly status: OwnServerStatus;
  /** Whether to list every count. */
  readonly listsCounts: boolean;
}

/** A demo prints so many questions; `snapshot show` and the guide have all of them. */
const questionsOfDemo = 3;

/** What a demo restored, questions with their answers, how to log in, and what to do next. */
export function formatDemo({ given, manifest, questions, restored, seconds, status, listsCounts }: DemoResult): string {
  const { name } = manifest;
  const { origin, questions: answers } = questions;
  const shown = answers.slice(0, questionsOfDemo);
  const title = origin === 'file' && answers.length > 0 ? `${titleOf(origin)}\n\n` : '';
  const verification = listsCounts ? formatVerification(restored) : `${summarizeVerification(restored)}\n`;
  const { export: source } = manifest;
  const events = source ? `, and ${formatQuantity(source.events, 'events')}` : '';
  const date = formatDate(manifest);
  return `${name} restored in ${formatSeconds(seconds)}: ${describeCounts(manifest)}${events}
${verification}${date === undefined ? '' : `${date}\n`}
${title}${shown.map((answer) => `${formatAnswer(answer)}\n`).join('')}${describeStatus(status)}${describeNext(given, status)}`;
}

/** A question, its statement, and its answer as a table. */
export function formatAnswer({ question, cypher, rows }: Answer): string {
  const [first] = rows;
  const table = first ? formatTable([Object.keys(first), ...rows.map((row) => Object.values(row))]) : 'nothing\n';
  return `${question}\n${cypher}\n${table.replace(/^(?=.)/gm, '  ')}`;
}

function describeNext(given: string, { container }: OwnServerStatus): string {
  const target = container === undefined ? '' : ' --target docker';
  const next = [
    ['Ask', `bulkgen snapshot show ${quotePath(given)}    all questions`],
    ['See', `bulkgen demo ${quotePath(given)} --guide    colours and a guide for Neo4j Browser`],
    ['Stop', `bulkgen neo4j stop${target}`],
    ['Remove', `bulkgen demo --clean${target}`],
  ];
  return formatTable(next);
}
