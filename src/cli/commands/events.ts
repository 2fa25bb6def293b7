import { type Command, Option } from 'commander';
import { formatQuantity } from '../../system/format-number.ts';
import { createCommand, createCommandGroup } from '../command.ts';
import { type ConnectionOptions, connectionOptions, databaseOption, readConnection } from '../options/connection.ts';
import { exportModelOption, loadModelOf, type ModelChoice } from '../options/model.ts';
import { readCount } from '../options/values.ts';

type EventsCommandOptions = ConnectionOptions & ModelChoice & { readonly database?: string; readonly events?: number };

const options = [exportModelOption(), ...connectionOptions(), databaseOption()];
const folderArgument = { '[dir]': 'folder of the imported export (default: import)' };

export function eventsCommand(): Command {
  return createCommandGroup({
    name: 'events',
    summary: 'create or clear the monitoring events',
    description: ['Create or clear the monitoring events of an imported graph.'],
    commands: [createEventsCommand(), clearCommand()],
    examples: ['bulkgen events create --events 5000'],
  });
}

function createEventsCommand(): Command {
  return createCommand<EventsCommandOptions>({
    name: 'create',
    summary: 'create the missing events',
    arguments: folderArgument,
    options: [
      new Option('--events <n>', 'number of events (default: the number in the manifest)').argParser(readCount),
      ...options,
    ],
    examples: ['bulkgen events create', 'bulkgen events create /tmp/estate --events 5000'],
    async run(context, { events, ...given }, folder = 'import') {
      const { readManifest, graphOf, useDatabase, createEvents } = await loadModules();
      const manifest = await readManifest({ folder });
      await loadModelOf(context, given, { manifest, place: folder, isFolder: true });
      const graph = graphOf({ ...manifest, ...(events !== undefined && { events }) });
      const { signal, onProgress } = context;
      const count = await useDatabase(
        await readConnection(given, process.env, signal),
        (database) => createEvents(database, graph, { signal, onProgress }),
        signal,
      );
      await context.result(
        { events: count },
        `The database has ${count === 1 ? 'this event' : `these ${formatQuantity(count, 'events')}`} of ${folder}, each connected to its CI\n`,
      );
    },
  });
}

function clearCommand(): Command {
  return createCommand<EventsCommandOptions>({
    name: 'clear',
    summary: 'remove the events of the export, and no other events',
    arguments: folderArgument,
    options,
    examples: ['bulkgen events clear'],
    async run(context, given, folder = 'import') {
      const { readManifest, graphOf, useDatabase, clearEvents } = await loadModules();
      const manifest = await readManifest({ folder });
      await loadModelOf(context, given, { manifest, place: folder, isFolder: true });
      const graph = graphOf(manifest);
      const removed = await useDatabase(
        await readConnection(given, process.env, context.signal),
        (database) => clearEvents(database, graph, { signal: context.signal }),
        context.signal,
      );
      await context.result({ removed }, `Removed ${formatQuantity(removed, 'events')} of ${folder}\n`);
    },
  });
}

async function loadModules() {
  const [{ readManifest }, { graphOf }, { useDatabase }, events] = await Promise.all([
    import('../../export/read-manifest.ts'),
    import('../../export/create-graph.ts'),
    import('../../neo4j/driver.ts'),
    import('../../neo4j/events.ts'),
  ]);
  return { readManifest, graphOf, useDatabase, ...events };
}
