import type { NodeDefinition } from '../../model/definition.ts';
import { defineModel } from '../../model/model.ts';
import { type CiClass, countClasses } from './ci-class.ts';
import { classes } from './classes.ts';
import { dirt } from './dirt/index.ts';
import { events } from './events/event.ts';
import { failures } from './failures.ts';
import { findNode, listNames } from './find-node.ts';
import { queries } from './queries/index.ts';
import { changes } from './relationships/changes.ts';
import { connectsTo } from './relationships/connects-to.ts';
import { dependsOn } from './relationships/depends-on.ts';
import { hostedIn } from './relationships/hosted-in.ts';
import { instanceOf } from './relationships/instance-of.ts';
import { locatedIn } from './relationships/located-in.ts';
import { memberOf } from './relationships/member-of.ts';
import { ownedBy } from './relationships/owned-by.ts';
import { runsOn } from './relationships/runs-on.ts';
import { secures } from './relationships/secures.ts';
import { storedOn } from './relationships/stored-on.ts';
import { supports } from './relationships/supports.ts';
import { uses } from './relationships/uses.ts';
import { schema } from './schema.ts';

type NodesOf<Classes extends readonly CiClass[]> = {
  readonly [Place in keyof Classes]: Classes[Place] extends CiClass<infer Label, infer C>
    ? NodeDefinition<Label, C>
    : never;
};

const nodes = classes.map((ciClass) =>
  ciClass.toNode((scale) => countClasses(classes, scale)[ciClass.label]),
) as unknown as NodesOf<typeof classes>; // `map` does not keep the type of each class

/** An IT estate: configuration items, what they run on and depend on, and the events that hit them. */
export const cmdb = defineModel({
  name: 'cmdb',
  version: '2.0.0',
  label: 'ConfigurationItem',
  noun: 'CIs',
  nodes,
  relationships: [
    ...([locatedIn, hostedIn, connectsTo, runsOn, instanceOf, memberOf, storedOn] as const),
    ...([dependsOn, supports, ownedBy, uses, secures, changes] as const),
  ],
  schema,
  events,
  queries,
  failures,
  findNode,
  listNames,
  dirt,
});
