// What a program sees of the package's declarations: read with the compiler, as an editor reads them.

import type { Node } from 'typescript/unstable/ast';
import { isExpressionWithTypeArguments, isImportTypeNode, isTypeReferenceNode } from 'typescript/unstable/ast/is';
import { API, type Checker, type Project, SymbolFlags, type Symbol as TypeSymbol } from 'typescript/unstable/sync';

export interface PublicTypes {
  /** Values and types by name, as the entries export them. */
  readonly names: readonly string[];
  /** Each type of the package that an exported declaration names although no entry exports it: `Type, named by export`. */
  readonly hidden: readonly string[];
  /** Exports, and fields of options, without a comment: what an editor could not explain. */
  readonly undocumented: readonly string[];
}

/** Reads the exports of a module that exports everything from each entry. `owns` says whether a file is the package's. */
export function readPublicTypes(configFile: string, entryFile: string, owns: (path: string) => boolean): PublicTypes {
  const api = new API();
  try {
    const project = api.updateSnapshot({ openProjects: [configFile] }).getProject(configFile)!;
    return collect(project, entryFile, owns);
  } finally {
    api.close();
  }
}

function collect(project: Project, entryFile: string, owns: (path: string) => boolean): PublicTypes {
  const { checker, program } = project;
  const entry = checker.getSymbolAtLocation(program.getSourceFile(entryFile)!)!;
  const exported = new Map(
    checker.getExportsOfModule(entry).map((symbol) => [resolve(checker, symbol).id, symbol.name]),
  );
  const hidden = new Set<string>();
  const undocumented: string[] = [];
  for (const symbol of checker.getExportsOfModule(entry)) {
    const target = resolve(checker, symbol);
    if (checker.getDocumentationCommentOfSymbol(target) === '') undocumented.push(symbol.name);
    for (const declaration of target.declarations) {
      const node = declaration.resolve(project)!;
      for (const name of listNames(node)) {
        const found = checker.getSymbolAtLocation(name);
        const used = found && resolve(checker, found);
        if (!used || used.flags & SymbolFlags.TypeParameter || exported.has(used.id)) continue;
        if (isLocalAlias(used)) continue;
        if (used.declarations.some(({ path }) => owns(path))) hidden.add(`${used.name}, named by ${symbol.name}`);
      }
    }
    for (const field of listFields(target)) {
      if (checker.getDocumentationCommentOfSymbol(field) === '') undocumented.push(`${symbol.name}.${field.name}`);
    }
  }
  return { names: [...exported.values()].sort(), hidden: [...hidden].sort(), undocumented: undocumented.sort() };
}

function resolve(checker: Checker, symbol: TypeSymbol): TypeSymbol {
  return symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** An alias that its own module does not export is shown to a program as what it stands for. */
function isLocalAlias(symbol: TypeSymbol): boolean {
  return (symbol.flags & SymbolFlags.TypeAlias) !== 0 && symbol.getParent() === undefined;
}

/** The names of types in a declaration. */
function listNames(node: Node): Node[] {
  const names: Node[] = [];
  const visit = (child: Node): undefined => {
    if (isTypeReferenceNode(child)) names.push(child.typeName);
    else if (isExpressionWithTypeArguments(child)) names.push(child.expression);
    else if (isImportTypeNode(child) && child.qualifier) names.push(child.qualifier);
    child.forEachChild(visit);
    return undefined;
  };
  visit(node);
  return names;
}

/** The fields that an interface of options declares itself. */
function listFields(symbol: TypeSymbol): readonly TypeSymbol[] {
  if (!(symbol.flags & SymbolFlags.Interface) || !/(Options|Choice|Range)$/.test(symbol.name)) return [];
  return [...symbol.getMembers().values()].filter(({ flags }) => flags & SymbolFlags.Property);
}
