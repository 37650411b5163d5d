import type { LinkOrigin } from "../contract/lineage";
import type { LinkRelation, RepoKind } from "../contract/repo";

/** A repository that another one says it was made from, or belongs to. */
export interface Link {
  readonly relation: LinkRelation;
  readonly origin: LinkOrigin;
  readonly targetKind: RepoKind;
  /** `namespace/name`, as it is written. */
  readonly target: string;
  readonly revision: string | null;
}

const FULL_NAME = /^([\w.-]{1,96}\/[\w.-]{1,96})(?:@([\w.][\w./-]{0,199}))?$/;

/** A name with or without `@revision`; `null` for what names no repository, such as a folder on somebody's disk. */
export function targetOf(text: string): Pick<Link, "target" | "revision"> | null {
  const [, target, revision = null] = FULL_NAME.exec(text) ?? [];
  return target === undefined || /^\.|\/\./.test(target) ? null : { target, revision };
}

/** Of several links to one repository the first counts: whoever wrote a card knows more than a program. */
export function distinct(links: readonly Link[]): Link[] {
  const byTarget = Map.groupBy(links, ({ targetKind, target }) => `${targetKind} ${target.toLowerCase()}`);
  return [...byTarget.values()].flatMap((same) => same.slice(0, 1));
}
