import { type Ctx, page } from "@/server/kernel";
import type { PageInput } from "@/server/kernel/contract";
import { type ActivityTopic, VERBS_OF_TOPIC } from "../contract/activity";
import { showActivities } from "./show";
import { listActivityRows, type Source } from "./store";

interface Place {
  /** Names the list, so that a cursor of another one is refused. */
  readonly list: string;
  readonly sources: readonly Source[];
  readonly exceptActorId?: string;
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
    read: (after, limit) => listActivityRows(ctx, { ...place, verbs, after, limit }),
    keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
  });
  return { items: await showActivities(ctx, items), nextCursor };
}
