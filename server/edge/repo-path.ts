import type { RepoKind } from "@/server/hub/contract";

/** A repository as it stands in an address. */
export interface RepoAddress {
  readonly kind: RepoKind;
  readonly namespace: string;
  /** Without `.git`. */
  readonly name: string;
  /** Raw remainder after the repository, without its leading slash; may be empty. */
  readonly rest: string;
}

const KINDS: ReadonlyMap<string | undefined, RepoKind> = new Map([
  ["datasets", "dataset"],
  ["spaces", "space"],
  ["codes", "code"],
  ["models", "model"],
]);
const NAMESPACE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/;
const NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,95}$/;

/**
 * Reads `/{namespace}/{name}/…` (models) and `/datasets|spaces|codes/{namespace}/{name}/…` from a raw path.
 * `null` when the path has another shape; that the repository exists is not checked.
 */
export function parseRepoAddress(path: string): RepoAddress | null {
  const [, ...segments] = path.split("/");
  const kind = KINDS.get(segments[0]);
  const [namespace, last, ...rest] = kind === undefined ? segments : segments.slice(1);
  const name = last?.replace(/\.git$/, "");
  if (namespace === undefined || name === undefined) return null;
  if (!NAMESPACE.test(namespace) || !NAME.test(name)) return null;
  return { kind: kind ?? "model", namespace, name, rest: rest.join("/") };
}
