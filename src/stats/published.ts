import type { ConnectionStats, PublishedDegrees } from './graph-stats.ts';

/**
 * Who calls whom among 18,571 services of Meta on 2022-12-21: D. Huye, Y. Shkuro, R. R. Sambasivan, "Lifting the veil on Meta's
 * microservice architecture: Analyses of topology and request workflows", USENIX ATC 2023, section 3 and figure 4. The paper shows
 * curves. These figures were computed, as bulkgen computes its own, from the data that its authors published
 * (github.com/facebookresearch/distributed_traces, summary_data_atc23/data/service-characteristics.csv, the columns num_fan_in_all
 * and num_fan_out_all). Of these services, 11,088 are those that the paper calls ill-fitting.
 */
const metaServices: PublishedDegrees = {
  source: 'Huye, Shkuro, Sambasivan, USENIX ATC 2023: 18,571 services of Meta',
  fanIn: {
    ...{ zero: 0.27, p50: 2, p75: 5, p90: 12, p95: 21, p99: 70, p999: 1223 },
    ...{ mean: 10.3, topShare: 0.556, gini: 0.838, exponent20: 2.28, exponent50: 2.02 },
  },
  fanOut: {
    ...{ zero: 0.061, p50: 4, p75: 7, p90: 13, p95: 21, p99: 93, p999: 1337 },
    ...{ mean: 10.89, topShare: 0.445, gini: 0.72, exponent20: 2.15, exponent50: 2.0 },
  },
};

/** What is published about relationships of a model's type between two kinds, if bulkgen knows of such a publication. */
export function findPublished(
  model: string | undefined,
  type: string,
  { from, to }: Pick<ConnectionStats, 'from' | 'to'>,
): PublishedDegrees | undefined {
  const isCall = type === 'DEPENDS_ON' && [from, to].every((kinds) => kinds.join() === 'Microservice');
  return model === 'cmdb' && isCall ? metaServices : undefined;
}
