import { pathPattern } from "@/server/hub";
import { type RepoKind, shelfOf } from "@/server/hub/contract";
import type { CacheSettings } from "@/server/settings/contract";

/** An id as a client asks for it. */
export interface AskedId {
  readonly kind: RepoKind;
  readonly namespace: string;
  readonly name: string;
}

/** Where an id that is not here would come from. */
export interface CachePlace {
  readonly origin: string;
  readonly kind: RepoKind;
  /** `owner/name` */
  readonly name: string;
  readonly pathFolded: string;
}

/** `null` for an id that the policy does not fetch. */
export function cachePlace(settings: CacheSettings, { kind, namespace, name }: AskedId): CachePlace | null {
  if (settings.cache === "off" || settings.cacheOwner === "" || kind === "code") return null;
  const id = `${namespace}/${name}`;
  const isIn = (patterns: string) => patternsIn(patterns).some((matches) => matches(kind, id.toLowerCase()));
  if (isIn(settings.cacheDeny) || !isIn(settings.cacheAllow)) return null;
  return { origin: settings.cacheOrigin, kind, name: id, pathFolded: id.toLowerCase() };
}

/** Each is about ids of every kind, or with a word in front such as `datasets/` about those alone. */
const patternsIn = (text: string) =>
  text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((pattern) => {
      const matches = pathPattern(pattern, "");
      return (kind: RepoKind, id: string) => matches(id) || matches(`${shelfOf(kind)}/${id}`);
    });

/** Path at the other hub, as git is asked for it. */
export const clonePathOf = ({ kind, name }: Pick<CachePlace, "kind" | "name">): string =>
  kind === "model" ? name : `${shelfOf(kind)}/${name}`;
