import { listRefs as listGitRefs } from "@/server/git";
import { type Ctx, defineQuery, pageOfAll } from "@/server/kernel";
import { ListRefsInput, RefPage } from "../contract/content";
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
    const rows = (await listGitRefs(ctx, repo.id))
      .filter((one) => one.kind === input.kind && one.name.toLowerCase().includes(wanted))
      .map((one) => ({ ...one, isDefault: isDefault(one.ref) }))
      .toSorted((a, b) => (a.ref < b.ref ? -1 : 1));
    return pageOfAll(ctx, input, { list: "hub.refs", rows, sortOf: ({ ref }) => ref });
  },
});
