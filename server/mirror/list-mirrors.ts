import { type Ctx, defineQuery, page } from "@/server/kernel";
import { ListMirrorsInput, MirrorPage } from "./contract";
import { hasOwnHistory } from "./has-own-history";
import { administeredRepo } from "./mirror";
import { showMirrors } from "./show-mirrors";
import { listMirrorRows } from "./store/mirrors";

export const listMirrors = defineQuery({
  name: "mirror.listMirrors",
  summary: "List what a repository is pulled from and pushed to, newest first",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/mirrors" },
  input: ListMirrorsInput,
  output: MirrorPage,
  async run(ctx: Ctx<"repositories">, { shelf, namespace, name, ...input }) {
    const repo = await administeredRepo(ctx, { shelf, namespace, name });
    const { items, nextCursor } = await page(ctx, input, {
      list: `mirror.listMirrors ${repo.id}`,
      read: (after, limit) => listMirrorRows(ctx.db, repo.id, { after, limit }),
      keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
    });
    const [shown, isTaken] = await Promise.all([showMirrors(ctx, repo, items), hasOwnHistory(ctx, repo)]);
    return { items: shown, nextCursor, hasOwnHistory: isTaken };
  },
});
