import { enumeration } from '../../../model/column/enumeration.ts';
import { integer } from '../../../model/column/integer.ts';
import { drawAnyWord, vocabulary } from '../../../model/vocabulary.ts';
import { type ApplicationKind, applicationColumns, createApplicationCells } from '../application.ts';
import { defineCiClass } from '../ci-class.ts';
import { listComponents } from '../names.ts';

const trigger = vocabulary('hourly', 'nightly', 'weekly', 'on message', 'on demand');

const jobs = ['worker', 'batch', 'sync', 'scheduler', 'importer', 'exporter', 'mailer', 'cleanup', 'archiver'] as const;
const components = { domain: jobs, platform: jobs, workflow: jobs };

const kind: ApplicationKind = {
  label: 'BackgroundService',
  csdmClass: 'cmdb_ci_batch_job',
  components,
  words: listComponents(components),
  languages: { Java: 5, Python: 6, Go: 3, 'C#': 2 },
  firstPort: 8_380,
  mostRequests: 10,
};

/** What starts a job. A row draws one of five, as many as there are triggers. */
const triggersOfJobs: Readonly<Record<(typeof jobs)[number], readonly (typeof trigger.words)[number][]>> = {
  worker: ['on message', 'on message', 'on message', 'on message', 'on demand'],
  batch: ['nightly', 'nightly', 'nightly', 'weekly', 'hourly'],
  sync: ['hourly', 'hourly', 'hourly', 'nightly', 'on message'],
  scheduler: ['hourly', 'hourly', 'hourly', 'hourly', 'nightly'],
  importer: ['nightly', 'nightly', 'hourly', 'hourly', 'on demand'],
  exporter: ['nightly', 'nightly', 'nightly', 'weekly', 'on demand'],
  mailer: ['on message', 'on message', 'on message', 'hourly', 'nightly'],
  cleanup: ['nightly', 'nightly', 'nightly', 'weekly', 'weekly'],
  archiver: ['weekly', 'weekly', 'weekly', 'nightly', 'nightly'],
};
const triggers = jobs.map((job) => triggersOfJobs[job].map(trigger.code));

/** How many half minutes a run may take, at most: an hourly one ends within the hour, and the next message does not wait for long. */
const mostHalfMinutes = trigger.words.map(
  (word) => ({ hourly: 100, nightly: 240, weekly: 240, 'on message': 10, 'on demand': 40 })[word],
);

export const backgroundService = defineCiClass({
  label: 'BackgroundService',
  id: { prefix: 'bg', digits: 6 },
  columns: { ...applicationColumns(kind), trigger: enumeration(trigger), timeoutSeconds: integer() },
  share: 280,
  precedence: 16,
  rows(graph) {
    const writeApplication = createApplicationCells(graph, kind);
    const drawPlace = drawAnyWord(graph.stream('BackgroundService/trigger'), trigger);
    const timeouts = graph.stream('BackgroundService/timeoutSeconds');
    return (ordinal, cell) => {
      const { component } = writeApplication(ordinal, cell);
      const start = triggers[component]![drawPlace(ordinal)]!;
      cell.trigger(start);
      cell.timeoutSeconds(30 * timeouts.between(1, mostHalfMinutes[start]!, ordinal));
    };
  },
});
