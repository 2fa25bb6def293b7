import type { SampleQuery } from '../../../model/model.ts';
import { causeQuery, changeQuery } from './changes.ts';
import { consistencyQueries } from './consistency.ts';
import { applicationLossQuery, firmwareQuery, requiringQuery, siteLossQuery, switchQuery } from './outages.ts';
import { classQuery, eventQuery } from './overview.ts';
import { chainQuery, dependedQuery, pathQuery, singlePointQuery } from './services.ts';

/** The questions of the model. A demo prints the first ones. */
export const queries: readonly SampleQuery[] = [
  ...[classQuery, pathQuery, switchQuery, applicationLossQuery, requiringQuery],
  ...[dependedQuery, chainQuery, singlePointQuery, siteLossQuery, firmwareQuery, changeQuery, causeQuery, eventQuery],
  ...consistencyQueries,
];
