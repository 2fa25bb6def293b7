// What changed.
import type { Instant } from '../../../model/column/datetime.ts';
import type { SampleQuery } from '../../../model/model.ts';
import { createRecordReader } from '../../../model/record.ts';
import type { PropertyValue } from '../../../model/value.ts';
import { effectHours } from '../events/event.ts';
import { applicationLabels } from '../structure/layout.ts';
import { type Ci, compareText, type EstateReader, findNamed, keyOf, neighbours, readEstate } from './estate-reader.ts';
import { service } from './services.ts';

const changesOfNeeded = `MATCH (:BusinessService {name: '${service}'})<-[:SUPPORTS]-()-[:DEPENDS_ON]->*(m:Microservice)
WITH DISTINCT m MATCH (m)<-[:CHANGES]-(c:Change {state: 'closed'})`;

export const changeQuery: SampleQuery = {
  question: `Which closed changes of what ${service} needs began last?`,
  cypher: `${changesOfNeeded}
RETURN c.id AS change, m.name AS service, toString(c.plannedStart) AS start ORDER BY c.plannedStart DESC, change LIMIT 3`,
  picture: `${changesOfNeeded}
WITH m, c ORDER BY c.plannedStart DESC, c.id LIMIT 3
MATCH path = SHORTEST 1 (:BusinessService {name: '${service}'})<-[:SUPPORTS]-()-[:DEPENDS_ON]->*(m)
MATCH change = (m)<-[:CHANGES]-(c) RETURN path, change`,
  answer(graph) {
    const estate = readEstate(graph);
    const changes = estate.links('Change', 'CHANGES', 'Microservice');
    return listNeeded(estate)
      .flatMap((number) => [...changes.sourcesOf(number)].map((change) => ({ number, change })))
      .filter(({ change }) => estate.read('Change', change)['state'] === 'closed')
      .map(({ number, change }) => ({
        change: estate.id('Change', change),
        service: String(estate.read('Microservice', number)['name']),
        start: String(estate.read('Change', change)['plannedStart']),
      }))
      .sort((a, b) => compareText(b.start, a.start) || compareText(a.change, b.change))
      .slice(0, 3);
  },
};

/** The microservices that the named service needs: those of its applications, and what they depend on. */
function listNeeded(estate: EstateReader): readonly number[] {
  const number = findNamed(estate, service);
  if (number === undefined) return [];
  const needed = new Map<string, Ci>();
  for (const label of applicationLabels) {
    for (const application of estate.links(label, 'SUPPORTS', 'BusinessService').sourcesOf(number)) {
      const ci: Ci = { label, number: application };
      needed.set(keyOf(ci), ci);
    }
  }
  for (const ci of needed.values()) {
    for (const found of neighbours(estate, ci, 'source')) needed.set(keyOf(found), found); // a map visits what is added
  }
  return [...needed.values()].filter(({ label }) => label === 'Microservice').map((ci) => ci.number);
}

const followedChanges = `MATCH (e:Event)-[:AFFECTS]->(m:Microservice)<-[:CHANGES]-(c:Change)
WHERE c.plannedStart <= e.timestamp <= c.plannedStart + duration({hours: ${effectHours}})
WITH e, m, c ORDER BY c.plannedStart DESC, c.id WITH e, m, head(collect(c)) AS c`;

export const causeQuery: SampleQuery = {
  question: `Which changes were the last of their microservices before events, at most ${effectHours} hours earlier, and how many events followed each?`,
  cypher: `${followedChanges}
WITH c, m, count(e) AS events
RETURN c.id AS change, m.name AS service, events ORDER BY c.plannedStart DESC, change LIMIT 3`,
  picture: `${followedChanges}
WITH c, m, collect(e) AS events ORDER BY c.plannedStart DESC, c.id LIMIT 3
UNWIND events[..20] AS e MATCH path = (c)-[:CHANGES]->(m)<-[:AFFECTS]-(e) RETURN path`,
  answer(graph) {
    const estate = readEstate(graph);
    return listFollowed(estate)
      .sort((a, b) => b.start - a.start || a.change - b.change)
      .slice(0, 3)
      .map(({ change, number, events }) => ({
        change: estate.id('Change', change),
        service: String(estate.read('Microservice', number)['name']),
        events,
      }));
  },
};

/** A change of a microservice, and the events that followed. */
interface FollowedChange {
  readonly change: number;
  /** When it began, in seconds. */
  readonly start: number;
  /** The microservice. */
  readonly number: number;
  events: number;
}

/** The changes of microservices that were the last before events which followed soon. */
function listFollowed(estate: EstateReader): FollowedChange[] {
  const { nodes, events } = estate.graph;
  const tableOf = (label: string) => nodes.find(({ name }) => name === label)!;
  const { base, count } = tableOf('Microservice');
  const changes = estate.links('Change', 'CHANGES', 'Microservice');
  const readEvent = createRecordReader(events!); // this model has events
  const readChange = createRecordReader(tableOf('Change'));
  const followed = new Map<number, FollowedChange>();
  for (let event = 0; event < events!.count; event++) {
    const number = events!.affected(event) - base;
    if (number < 0 || number >= count) continue;
    const second = secondOf(readEvent(event).properties['timestamp']);
    const [last] = [...changes.sourcesOf(number)]
      .map((change) => ({ change, start: secondOf(readChange(change).properties['plannedStart']) }))
      .filter(({ start }) => start <= second && second <= start + 3_600 * effectHours)
      .sort((a, b) => b.start - a.start || a.change - b.change);
    if (!last) continue;
    const found = followed.get(last.change) ?? { ...last, number, events: 0 };
    found.events++;
    followed.set(last.change, found);
  }
  return [...followed.values()];
}

function secondOf(instant: PropertyValue | undefined): number {
  return (instant as Instant).second;
}
