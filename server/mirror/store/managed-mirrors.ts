import { and, desc, eq, like, or, type SQL, sql } from "drizzle-orm";
import { containing } from "@/db/like-pattern";
import { mirrorRuns, mirrors } from "@/db/schema/mirror";
import { ofLiveRepo } from "@/server/hub";
import type { Ctx, Slice } from "@/server/kernel";
import type { ListAllMirrorsInput } from "../contract/managed-mirror";
import { afterMirror, type MirrorRow } from "./mirrors";

interface Asked extends Slice, Pick<ListAllMirrorsInput, "direction" | "state"> {
  /** Each must occur in `namespace/name`, or in the host of the other side. */
  readonly words: readonly string[];
}

/** Of every repository that is there, the newest first: for those who authorise themselves. */
export const listEveryMirror = (ctx: Ctx, { words, direction, state, after, limit }: Asked): Promise<MirrorRow[]> =>
  ctx.db
    .select()
    .from(mirrors)
    .where(
      and(
        ofLiveRepo(mirrors.repoId),
        ...words.map((word) =>
          or(ofLiveRepo(mirrors.repoId, word), like(mirrors.origin, containing(word.toLowerCase()))),
        ),
        direction && ofKind(direction),
        state && inState(state),
        afterMirror(after),
      ),
    )
    .orderBy(desc(mirrors.createdAt), desc(mirrors.id))
    .limit(limit);

const ofKind = (kind: NonNullable<Asked["direction"]>): SQL | undefined =>
  kind === "import" ? eq(mirrors.isOneOff, true) : and(eq(mirrors.isOneOff, false), eq(mirrors.direction, kind));

/** A run is the last one of its mirror, and no other; what waits and what goes on is `active`. */
function inState(state: NonNullable<Asked["state"]>): SQL | undefined {
  if (state === "off") return eq(mirrors.isEnabled, false);
  const last = sql`(select case when ${mirrorRuns.status} in ('queued', 'running') then 'active' else ${mirrorRuns.status} end
    from ${mirrorRuns} where ${mirrorRuns.mirrorId} = ${mirrors.id}
    order by ${mirrorRuns.createdAt} desc, ${mirrorRuns.id} desc limit 1)`;
  return sql`${last} = ${state}`;
}
