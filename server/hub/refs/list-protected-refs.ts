import { authorize } from "@/server/access";
import { refRulesOf } from "@/server/git";
import { findAccounts } from "@/server/identity";
import { type Ctx, defineQuery, pageOfAll } from "@/server/kernel";
import { ListProtectedRefsInput, type ProtectedRef, ProtectedRefPage } from "../contract/refs";
import { getRepoAt } from "../repositories/get-readable-repo";
import { type Repository, resourceOf } from "../repositories/repository";
import { namedPattern } from "./protected-ref";

export const listProtectedRefs = defineQuery({
  name: "hub.listProtectedRefs",
  summary: "List the rules of protected branches and tags",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/protected-refs" },
  input: ListProtectedRefsInput,
  output: ProtectedRefPage,
  async run(ctx, input) {
    const { shelf, namespace, name } = input;
    const repo = await getRepoAt(ctx, { shelf, namespace, name });
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const rows = await protectedRefsOf(ctx, repo);
    return pageOfAll(ctx, input, { list: "hub.protectedRefs", rows, sortOf: keyOf });
  },
});

const keyOf = ({ kind, pattern }: ProtectedRef) => `${kind} ${pattern}`;

async function protectedRefsOf(ctx: Ctx, repo: Repository): Promise<ProtectedRef[]> {
  const rules = await refRulesOf(ctx, repo.id);
  const accounts = await findAccounts(
    ctx.db,
    rules.flatMap(({ people }) => people),
  );
  const shown = rules.flatMap((rule) => {
    const named = namedPattern(rule);
    const people = rule.people.flatMap((id) => accounts.get(id)?.name ?? []);
    return named ? [{ ...rule, ...named, people }] : [];
  });
  return shown.toSorted((one, two) => (keyOf(one) < keyOf(two) ? -1 : 1));
}
