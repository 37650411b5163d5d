import { allows, authorize, findGroupOf, setGroup } from "@/server/access";
import { audit } from "@/server/audit";
import { findGroups, getGroupFor, groupResource, holdGroup } from "@/server/identity";
import { atomically, type Ctx, defineCommand, forbidden } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { SetRepoGroupInput } from "../contract/sharing";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";

export const setRepoGroup = defineCommand({
  name: "hub.setRepoGroup",
  summary: "Put a repository into a resource group of its organization, or take it out",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/resource-group", status: 204 },
  input: SetRepoGroupInput,
  output: Nothing,
  async run(ctx, { group, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const former = await getFormerGroup(ctx, repo.id);
    const next = group === null ? null : await getGroupFor(ctx, "group.manage", { name: repo.namespace, group });
    return atomically(ctx, async (ctx) => {
      if (next) await holdGroup(ctx, next);
      await setGroup(ctx.db, repo, next?.id ?? null);
      const details = { before: former?.name ?? null, group: next?.name ?? null };
      await audit(ctx, "repository.groupSet", auditTarget(repo, details));
      return {};
    });
  },
});

/** The group that something lies in. Throws `forbidden` for whoever does not decide who is in there. */
export async function getFormerGroup(ctx: Ctx, resourceId: string) {
  const id = await findGroupOf(ctx.db, resourceId);
  const former = id === null ? undefined : (await findGroups(ctx.db, [id])).get(id);
  if (former && !(await allows(ctx, "group.manage", groupResource(former)))) throw forbidden("group.manage");
  return former ?? null;
}
