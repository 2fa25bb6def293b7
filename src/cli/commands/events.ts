import { Command, Option } from 'commander';
import { createCommand } from '../command.ts';
import { type ConnectionOptions, connectionOptions, databaseOption, readConnection } from '../options/connection.ts';
import { readCount } from '../options/values.ts';
import { formatCount } from '../output/format.ts';

type EventsCommandOptions = ConnectionOptions & { readonly database?: string; readonly events?: number };

const options = [...connectionOptions(), databaseOption()];
const folderArgument = { '[dir]': 'the folder of the export that was imported (default: import)' };

export function eventsCommand(): Command {
  return new Command('events')
    .summary('create or clear the monitoring events')
    .description('Creates or clears the monitoring events of an imported graph.')
    .addHelpText('after', '\nExample:\n  $ bulkgen events create --events 5000\n')
    .addCommand(createCommandOfEvents())
    .addCommand(clearCommand());
}

function createCommandOfEvents(): Command {
  return createCommand<EventsCommandOptions>({
    name: 'create',
    summary: 'create the events that are missing',
    arguments: folderArgument,
    options: [new Option('--events <n>', 'how many (default: as the manifest says)').argParser(readCount), ...options],
    examples: ['bulkgen events create', 'bulkgen events create /tmp/estate --events 5000'],
    async run(context, { events, ...given }, folder = 'import') {
      const { readManifest, graphOf, useDatabase, createEvents } = await load();
      const manifest = await readManifest(folder);
      const graph = graphOf({ ...manifest, ...(events !== undefined && { events }) });
      const { signal, onProgress } = context;
      const confirmed = await useDatabase(
        await readConnection(given),
        (database) => createEvents(database, graph, { signal, onProgress }),
        signal,
      );
      await context.result({ events: confirmed }, `${formatCount(confirmed)} events are there, each on its CI\n`);
    },
  });
}

function clearCommand(): Command {
  return createCommand<EventsCommandOptions>({
    name: 'clear',
    summary: 'remove every event',
    arguments: folderArgument,
    options,
    examples: ['bulkgen events clear'],
    async run(context, given, folder = 'import') {
      const { readManifest, graphOf, useDatabase, clearEvents } = await load();
      const graph = graphOf(await readManifest(folder));
      const removed = await useDatabase(
        await readConnection(given),
        (database) => clearEvents(database, graph),
        context.signal,
      );
      await context.result({ removed }, `Removed ${formatCount(removed)} events\n`);
    },
  });
}

async function load() {
  const [{ readManifest }, { graphOf }, { useDatabase }, events] = await Promise.all([
    import('../../export/read-manifest.ts'),
    import('../../export/manifest-graph.ts'),
    import('../../neo4j/driver.ts'),
    import('../../neo4j/events.ts'),
  ]);
  return { readManifest, graphOf, useDatabase, ...events };
}
