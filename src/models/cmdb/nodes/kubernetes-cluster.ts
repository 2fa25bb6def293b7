import { date } from '../../../model/column/date.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { reference } from '../../../model/column/identity.ts';
import { optional } from '../../../model/column/optional.ts';
import { text } from '../../../model/column/text.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, statusesOfShared, statusMask, writeState } from '../configuration-item.ts';
import { clusterDraws, distribution, kubernetesVersion, platformsOf } from '../kubernetes-platforms.ts';
import { estateOf } from '../structure/estate.ts';
import { criticality, environment, supportGroup } from '../words.ts';

/** The first part of a name, by environment. */
export const clusterNames = ['k8s-prod', 'k8s-staging', 'k8s-test', 'k8s-dev'] as const;
const criticalityOfEnvironment = (['CRITICAL', 'MEDIUM', 'LOW', 'LOW'] as const).map(criticality.code);

export const kubernetesCluster = defineCiClass({
  label: 'KubernetesCluster',
  id: { prefix: 'k8s', digits: 4 },
  columns: {
    ...ciColumns('KubernetesCluster', { name: text(40), csdmClass: 'cmdb_ci_kubernetes_cluster' }),
    distribution: enumeration(distribution),
    version: enumeration(kubernetesVersion),
    createdOn: date(),
    supportGroup: enumeration(supportGroup),
    datacenter: optional(reference('DataCenter')),
  },
  share: { parts: 10, least: 4, perDataCenter: 4 }, // one for each environment in a data center
  precedence: 14,
  rows(graph) {
    const { clusters } = estateOf(graph);
    const draws = graph.stream(clusterDraws);
    const platformOf = platformsOf(graph);
    return (ordinal, cell) => {
      const where = environment.codes[clusters.partOf(ordinal)]!;
      const bits = draws.bits(ordinal);
      cell.id(ordinal);
      cell.name(`${clusterNames[where]}-${String(ordinal - clusters.first(where) + 1).padStart(2, '0')}`);
      writeState(cell, {
        status: statusesOfShared[bits & statusMask]!,
        criticality: criticalityOfEnvironment[where]!,
        environment: where,
      });
      const platform = platformOf(ordinal);
      cell.distribution(platform.distribution);
      cell.version(platform.version);
      cell.createdOn(graph.asOfDay - 200 - ((bits >>> 14) & 1_023));
      cell.supportGroup(supportGroup.code('Container Platform'));
      cell.datacenter(clusters.siteOf(ordinal) ?? null);
    };
  },
});
