import { type Ctx, type Keyset, page } from "@/server/kernel";
import type { PageInput } from "@/server/kernel/contract";
import { type ActivityTopic, type ActivityVerb, VERBS_OF_TOPIC } from "../contract/activity";
import { showActivities } from "./show-activities";
import { type ActivityPlace, type ActivityRow, listActivityPlaces, listSeenActivities, type Source } from "./store";

interface Place {
  /** Names the list, so that a cursor of another one is refused. */
  readonly list: string;
  readonly sources: readonly Source[];
  readonly exceptActorId?: string;
}

const keyOf = ({ createdAt, id }: ActivityPlace): Keyset => ({ sort: createdAt.toISOString(), id });

interface Asked extends Omit<Place, "list"> {
  readonly verbs: readonly ActivityVerb[] | undefined;
  readonly after: Keyset | null;
  readonly limit: number;
}

const MAX_AT_ONCE = 5_000;

/** Rights are asked of a handful of rows; of twice as many each time while too few of them may be seen. */
async function readSeen(ctx: Ctx, { limit, ...asked }: Asked): Promise<ActivityRow[]> {
  const seen: ActivityRow[] = [];
  let { after } = asked;
  for (let some = 2 * limit; ; some = Math.min(2 * some, MAX_AT_ONCE)) {
    const places = await listActivityPlaces(ctx.db, { ...asked, after, limit: some });
    seen.push(
      ...(await listSeenActivities(
        ctx,
        places.map(({ id }) => id),
      )),
    );
    const last = places.at(-1);
    if (seen.length >= limit || places.length < some || !last) return seen.slice(0, limit);
    after = keyOf(last);
  }
}

/** A page of what the actor may see of these sources. */
export async function activityPage(
  ctx: Ctx,
  input: PageInput & { readonly topic?: ActivityTopic | undefined },
  { list, ...place }: Place,
) {
  const verbs = input.topic && VERBS_OF_TOPIC[input.topic];
  const { items, nextCursor } = await page(ctx, input, {
    list,
    read: (after, limit) => readSeen(ctx, { ...place, verbs, after, limit }),
    keyOf,
  });
  return { items: await showActivities(ctx, items), nextCursor };
}
