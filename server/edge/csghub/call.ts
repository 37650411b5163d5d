import { getReadableRepo, type Repository } from "@/server/hub";
import { kindOf, type RepoKind, Shelf } from "@/server/hub/contract/repo";
import type { Ctx, Dependency } from "@/server/kernel";
import type { Exchange } from "../exchange";
import { respondJson } from "../respond";
import type { Bodies } from "./bodies";

/** One request to CSGHub's own API, by somebody we know. */
export interface Call extends Exchange {
  readonly ctx: Ctx<Dependency>;
  /** What the address holds, decoded, by the names of the route. */
  readonly part: Readonly<Record<string, string>>;
  /** Where bodies wait that are read as a whole. */
  readonly bodies: Bodies;
}

/** The routes know no other shelves. */
export const kindIn = ({ part }: Call): RepoKind => kindOf(Shelf.parse(part.shelf));

/** The repository in the address. Throws `not_found`. */
export const repoIn = (call: Call): Promise<Repository> =>
  getReadableRepo(call.ctx, {
    kind: kindIn(call),
    namespace: call.part.namespace ?? "",
    name: call.part.name ?? "",
  });

/** Every answer that went well has this shape. */
export const answer = (call: Call, data: unknown): void =>
  respondJson(call, { status: 200, body: { msg: "OK", data } });
