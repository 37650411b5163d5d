import { defineQuery, page } from "@/server/kernel";
import { ListMirrorRunsInput, MirrorRunPage } from "./contract";
import { getMirrorAt } from "./mirror";
import { showRun } from "./show-mirrors";
import { listRunRows } from "./store/runs";

export const listMirrorRuns = defineQuery({
  name: "mirror.listMirrorRuns",
  summary: "List the last 50 runs of a mirror, newest first",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/mirrors/{mirrorId}/runs" },
  input: ListMirrorRunsInput,
  output: MirrorRunPage,
  async run(ctx, { cursor, limit, ...address }) {
    const { mirror } = await getMirrorAt(ctx, address);
    const { items, nextCursor } = await page(
      ctx,
      { cursor, limit },
      {
        list: `mirror.listMirrorRuns ${mirror.id}`,
        read: (after, limit) => listRunRows(ctx.db, mirror.id, { after, limit }),
        keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
      },
    );
    return { items: items.map(showRun), nextCursor };
  },
});
