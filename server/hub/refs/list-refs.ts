import { listRefs as listGitRefs, tagSubjects } from "@/server/git";
import { type Ctx, defineQuery, pageOfAll } from "@/server/kernel";
import { ListRefsInput, RefPage } from "../contract/content";
import { getRepoAt } from "../repositories/get-readable-repo";
import { versionOrder } from "./version-order";

interface Named {
  readonly kind: string;
  readonly ref: string;
  readonly name: string;
}

/** Branches by name, tags by version. */
const sortOf = ({ kind, ref, name }: Named) => (kind === "tag" ? versionOrder(name) : ref);

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
    const rows = (await listGitRefs(ctx, repo.id, [input.kind]))
      .filter((one) => one.name.toLowerCase().includes(wanted))
      .map((one) => ({ ...one, isDefault: isDefault(one.ref) }))
      .toSorted((a, b) => (sortOf(a) < sortOf(b) ? -1 : 1));
    const { items, nextCursor } = await pageOfAll(ctx, input, { list: "hub.refs", rows, sortOf });
    const tags = items.flatMap(({ kind, ref }) => (kind === "tag" ? [ref] : []));
    const subjects = await tagSubjects(ctx, repo.id, tags);
    return { items: items.map((one) => ({ ...one, message: subjects.get(one.ref) ?? null })), nextCursor };
  },
});
