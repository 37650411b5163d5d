import type { RepoKind } from "@/server/hub/contract";
import type { SourceId } from "../contract";

/** What the path of an address says, without its slashes at the ends. */
export interface SourcePath {
  readonly kind: RepoKind;
  /** Of the repository as git is asked for it, such as `datasets/ada/letters`. */
  readonly path: string;
  /** Branch, tag or commit that the address pointed into; `null` when it named none. */
  readonly revision: string | null;
}

/** A place that repositories come from or go to. */
export interface MirrorSource {
  readonly id: SourceId;
  readonly title: string;
  /** Where it is, unless an address says another origin; `null`: only an address says. */
  readonly defaultOrigin: string | null;
  /** Names by which a pasted address is recognised; the first is the one of `defaultOrigin`. */
  readonly hosts: readonly string[];
  /** Whether another installation of the same software may be named. */
  readonly takesOtherOrigins: boolean;
  /** What it wants as the user name beside an access token; `null`: the person's own name there. */
  readonly tokenUser: string | null;
  /** Reads the parts of a path, percent-decoded; `null` when no repository has such a path. */
  readonly read: (parts: readonly string[]) => SourcePath | null;
  /** Path of the address that git clones. */
  readonly clonePath: (path: string) => string;
  /** Path of the page for people. */
  readonly pagePath: (path: string, kind: RepoKind) => string;
}

const PART = /^[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_-])?$/;

/** A name that may stand between two slashes; neither an option nor a way up. */
export const isName = (part: string | undefined): part is string => part !== undefined && PART.test(part);

export const withoutGit = (part: string): string => part.replace(/\.git$/, "");

/** The revision behind a word such as `tree`: the next part alone, since a path may follow. */
export function revisionAfter(words: readonly string[], parts: readonly string[]): string | null {
  const [word, revision] = parts;
  return word !== undefined && words.includes(word) && revision ? revision : null;
}
