import { type Ctx, DomainError, defineQuery } from "@/server/kernel";
import { DeploymentAttemptPage, ListDeploymentAttemptsInput } from "./contract";
import { getPermitted } from "./get-deployment";
import { listAttemptRows } from "./store/traces";

export const listDeploymentAttempts = defineQuery({
  name: "inference.listDeploymentAttempts",
  summary: "List the processes a deployment has had, and how they ended",
  http: { method: "GET", path: "/deployments/{id}/attempts" },
  input: ListDeploymentAttemptsInput,
  output: DeploymentAttemptPage,
  async run(ctx, { id, cursor, limit }) {
    await getPermitted(ctx, id, "deployment.read");
    const after = cursor === undefined ? null : openCursor(ctx, cursor, id);
    const rows = await listAttemptRows(ctx.db, { deploymentId: id, after, limit: limit + 1 });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const isMore = rows.length > limit && last !== undefined;
    return { items, nextCursor: isMore ? ctx.seal(`${id} ${last.replica} ${last.attempt}`) : null };
  },
});

function openCursor(ctx: Ctx, cursor: string, id: string) {
  const [of, replica, attempt] = ctx.open(cursor)?.split(" ") ?? [];
  if (of === id) return { replica: Number(replica), attempt: Number(attempt) };
  throw new DomainError("invalid", "The cursor does not belong to this list", { reason: "bad_cursor" });
}
