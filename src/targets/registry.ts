// What distinguishes the kinds of targets. A new kind is a folder beside this file, its name in target.ts and its entry here.
import type { OptionForms } from '../options/check-options.ts';
import type { OpenEmbeddedOptions } from './embedded/open.ts';
import type { Target, TargetKind } from './target.ts';

/** Where Neo4j runs, and how to log in. What is not given is found. */
export interface ChooseTargetOptions extends OpenEmbeddedOptions {
  /** The kind of target; `auto` (default) chooses. */
  readonly kind?: TargetKind | 'auto' | undefined;
  /** Name or id of a container. The target is then docker. */
  readonly container?: string | undefined;
  /** Folder of an installed Neo4j. The target is then local. */
  readonly neo4jHome?: string | undefined;
  /** Where Bolt answers, when the target's own settings do not say. */
  readonly uri?: string | undefined;
}

/** The forms of the options of `chooseTarget`. */
export const chooseForms: OptionForms<ChooseTargetOptions> = {
  kind: 'any',
  container: 'any',
  neo4jHome: 'any',
  version: 'any',
  uri: 'any',
  given: 'any',
  homes: 'any',
  loadProcedure: 'any',
  boltPort: 'any',
  httpPort: 'any',
  env: 'any',
  signal: 'signal',
  onProgress: 'function',
};

export interface TargetEntry {
  /** The option of the command line that only this kind has. An import that gives it uses this kind. */
  readonly option: { readonly name: string; readonly value: string; readonly description: string };
  /** The value of that option. */
  readonly readOption: (options: ChooseTargetOptions) => string | undefined;
  /** Why this kind was chosen when the option is given. */
  readonly reason: string;
  /** Opens the target. Returns a reason when the target itself chose between several servers. */
  readonly open: (options: ChooseTargetOptions) => Promise<{ readonly target: Target; readonly reason?: string }>;
}

// The implementations are imported when they are needed, because the command line reads this table at every start.
export const targets: Readonly<Record<TargetKind, TargetEntry>> = {
  docker: {
    option: {
      name: '--container',
      value: '<name>',
      description: 'name of the Neo4j container (default: the only one)',
    },
    readOption: ({ container }) => container,
    reason: 'named with --container',
    async open({ container, uri, given, env, signal }) {
      const { openDocker } = await import('./docker/open.ts');
      const target = await openDocker({ container, uri, given, env, signal });
      return { target, reason: target.reason };
    },
  },
  local: {
    option: { name: '--neo4j-home', value: '<dir>', description: 'folder of an installed Neo4j (default: NEO4J_HOME)' },
    readOption: ({ neo4jHome }) => neo4jHome,
    reason: 'named with --neo4j-home',
    async open({ neo4jHome: home, uri, given, env, signal }) {
      const { openLocal } = await import('./local/open.ts');
      return { target: await openLocal({ home, uri, given, env, signal }) };
    },
  },
  embedded: {
    option: {
      name: '--neo4j-version',
      value: '<version>',
      description:
        'version of the embedded Neo4j, 5.26 or 2026 (default: the existing one, else 5.26, else the one that the Java here runs)',
    },
    readOption: ({ version }) => version,
    reason: 'asked for by its version',
    async open({ version, given, env, homes, boltPort, httpPort, signal, onProgress }) {
      const { openEmbedded } = await import('./embedded/open.ts');
      return { target: await openEmbedded({ version, given, env, homes, boltPort, httpPort, signal, onProgress }) };
    },
  },
};
