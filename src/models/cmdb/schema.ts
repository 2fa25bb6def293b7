import type { SchemaElement } from '../../model/model.ts';
import { classes } from './classes.ts';

/**
 * The names of hosts have no words, and those of containers have the words of their application. They are two thirds of all CIs, and a full-text
 * index takes most of its time to build, so `ci_name` finds them, by the start of a name.
 */
const namedByCode = ['Server', 'VirtualMachine', 'Container'];

const [firstNamed, ...othersNamed] = classes.map(({ label }) => label).filter((label) => !namedByCode.includes(label));

/** What a CMDB application looks up nodes by. The names are part of the contract. */
export const schema: readonly SchemaElement[] = [
  constraint('ci_id_unique', 'ConfigurationItem', 'id'),
  constraint('event_id_unique', 'Event', 'id'),
  constraint('service_id_unique', 'BusinessService', 'id'),
  index('ci_type', 'ConfigurationItem', 'type'),
  index('ci_name', 'ConfigurationItem', 'name'),
  { kind: 'fulltext', name: 'ci_name_text', label: firstNamed!, otherLabels: othersNamed, properties: ['name'] },
  index('ci_status', 'ConfigurationItem', 'status'),
  index('ci_criticality', 'ConfigurationItem', 'criticality'),
  index('ci_datacenter', 'ConfigurationItem', 'datacenter'),
  index('event_timestamp', 'Event', 'timestamp'),
  index('event_severity', 'Event', 'severity'),
  index('event_status', 'Event', 'status'),
  index('event_affected_ci', 'Event', 'affectedCi'),
  index('ci_type_status', 'ConfigurationItem', 'type', 'status'),
  index('ci_type_criticality', 'ConfigurationItem', 'type', 'criticality'),
  index('event_severity_status', 'Event', 'severity', 'status'),
];

function constraint(name: string, label: string, property: string): SchemaElement {
  return { kind: 'constraint', name, label, properties: [property] };
}

function index(name: string, label: string, ...properties: string[]): SchemaElement {
  return { kind: 'index', name, label, properties };
}
