import type { RepoKind } from "@/server/hub/contract/repo";
import { code } from "./code";
import { dataset } from "./dataset";
import type { RepoKindEntry } from "./kind";
import { model } from "./model";
import { space } from "./space";

const entries = { model, dataset, space, code } as const satisfies Record<RepoKind, RepoKindEntry>;

/** What is particular about a kind of repository. */
export const entryOf = (kind: RepoKind): RepoKindEntry => entries[kind];
