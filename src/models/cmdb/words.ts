import { vocabulary } from '../../model/vocabulary.ts';

/** Vocabularies that several classes use. Their order decides bytes. */
export const status = vocabulary('OPERATIONAL', 'DEGRADED', 'MAINTENANCE', 'DOWN', 'DECOMMISSIONING');
export const criticality = vocabulary('CRITICAL', 'HIGH', 'MEDIUM', 'LOW');
export const environment = vocabulary('production', 'staging', 'test', 'development');
/** How far a server is in its life: by its age, or `retiring` while it is DECOMMISSIONING. */
export const lifecycle = vocabulary('in use', 'end of support', 'end of life', 'retiring');
export const language = vocabulary('Java', 'Go', 'TypeScript', 'Python', 'C#', 'Kotlin', 'Rust', 'Ruby');
export const tag = vocabulary('pci', 'gdpr', 'public', 'internal', 'legacy', 'pilot', 'backup', 'monitored');

/** Who looks after infrastructure. The first three are those of servers, by type. Each is the `group` of a team. */
export const supportGroup = vocabulary(
  ...(['Virtualization', 'Database Hosting', 'Backup and Recovery'] as const),
  ...(['Network', 'Storage', 'Container Platform'] as const),
);

/** A word of `status`. */
export type Status = (typeof status.words)[number];
/** A word of `criticality`. */
export type Criticality = (typeof criticality.words)[number];
/** A word of `environment`. */
export type Environment = (typeof environment.words)[number];
