import { authorize } from "@/server/access";
import { diffText, inWalkTurn } from "@/server/git";
import { type Repository, resourceOf } from "@/server/hub";
import { type Ctx, notFound } from "@/server/kernel";
import type { TimelineEvent } from "./contract/discussion";
import type { PullPlace } from "./participate";
import { rangeOf } from "./pulls/pull-range";
import { showEvents } from "./show";
import { type DiscussionRow, getDiscussionRow } from "./store/discussions";
import { type EventRow, findEventByHex, listEventRows } from "./store/events";

const MAX_EVENTS = 1_000;

/** Throws `not_found`. Who asks may read the repository. */
export const discussionNumbered = (ctx: Ctx, repo: Repository, number: number): Promise<DiscussionRow> =>
  getDiscussionRow(ctx.db, { repoId: repo.id, number });

/** The first thousand lines of a timeline. */
export const timelineOf = async (ctx: Ctx, { id }: DiscussionRow): Promise<TimelineEvent[]> =>
  showEvents(ctx, await listEventRows(ctx.db, id, { after: null, limit: MAX_EVENTS }));

/** The event whose id starts with these 24 hexadecimal digits. Throws `not_found`. */
export async function eventNamed(ctx: Ctx, { id }: DiscussionRow, hex: string): Promise<EventRow> {
  const event = /^[0-9a-f]{24}$/i.test(hex) ? await findEventByHex(ctx.db, id, hex.toLowerCase()) : null;
  if (event) return event;
  throw notFound("Comment", hex.slice(0, 40));
}

/** What a pull request changes, as a unified diff of at most so many bytes. */
export async function diffOf(ctx: Ctx<"repositories">, place: PullPlace, maxBytes: number): Promise<string> {
  await authorize(ctx, "repo.content", resourceOf(place.repo));
  const { from, to } = await rangeOf(ctx, place);
  return inWalkTurn(ctx, () => diffText(ctx, place.repo.id, { from, to, maxBytes }));
}
