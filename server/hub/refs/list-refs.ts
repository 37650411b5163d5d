import { listRefs as listGitRefs } from "@/server/git";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { ListRefsInput, RefPage } from "../contract/content";
import { NO_ROW } from "../files/at-revision";
import { getRepoAt } from "../repositories/get-readable-repo";

export const listRefs = defineQuery({
  name: "hub.listRefs",
  summary: "List branches or tags",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/refs" },
  input: ListRefsInput,
  output: RefPage,
  async run(ctx: Ctx<"repositories">, input) {
    const { shelf, namespace, name } = input;
    const repo = await getRepoAt(ctx, { shelf, namespace, name });
    const wanted = (input.search ?? "").toLowerCase();
    const isDefault = (ref: string) => ref === `refs/heads/${repo.defaultBranch}`;
    return page(ctx, input, {
      list: "hub.refs",
      read: async (after, limit) =>
        (await listGitRefs(ctx, repo.id))
          .filter(({ kind, ref }) => kind === input.kind && (after === null || ref > after.sort))
          .filter((ref) => ref.name.toLowerCase().includes(wanted))
          .toSorted((a, b) => (a.ref < b.ref ? -1 : 1))
          .slice(0, limit)
          .map((ref) => ({ ...ref, isDefault: isDefault(ref.ref) })),
      keyOf: (ref) => ({ sort: ref.ref, id: NO_ROW }),
    });
  },
});
