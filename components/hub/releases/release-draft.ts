import type { Release } from "@/server/hub/contract/release";

/** What the form of a release holds. */
export type ReleaseDraft = Pick<Release, "tag" | "title" | "notes" | "isDraft" | "isPrerelease">;

/** The release that is changed by it. */
export type KnownRelease = Pick<Release, "isDraft" | "target">;

/** Values, and where the tag will be made; empty when nothing is to be said about it. */
export interface AskedRelease {
  readonly values: ReleaseDraft;
  readonly revision: string;
}
