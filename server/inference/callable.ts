import { actorOfUser } from "@/server/identity";
import { type Ctx, notFound } from "@/server/kernel";
import { findAnyDeployment, listCallableRows, listReadableIds } from "./store/deployments";

/** A deployment that somebody may call. */
interface Callable {
  readonly id: string;
  readonly ownerId: string;
  /** `owner/name` of its model. */
  readonly model: string;
  readonly repoId: string;
  /** Where its replicas answer, such as `http://127.0.0.1:20123`; empty while none runs. */
  readonly addresses: readonly string[];
  readonly createdAt: Date;
}

interface Who {
  /** Accounts in whose name somebody calls. */
  readonly ownerIds: readonly string[];
  /** Who calls, or who made the key. */
  readonly userId: string;
}

/**
 * The wanted deployments of the owners, and those that are shared with everybody who is signed in. What lies in a
 * resource group is called by those who may read it, and by keys whose maker still may.
 */
export async function listCallable(ctx: Ctx, { ownerIds, userId }: Who): Promise<readonly Callable[]> {
  const found = await listCallableRows(ctx.db, ownerIds);
  const closed = found.flatMap(({ row, isOpen }) => (isOpen ? [] : [row.id]));
  const actor = closed.length > 0 ? await actorOfUser(ctx, userId) : null;
  const readable = actor ? await listReadableIds(ctx.db, actor, closed) : new Set<string>();
  const rows = found.filter(({ row, isOpen }) => isOpen || readable.has(row.id)).map(({ row }) => row);
  return rows.map(({ id, ownerId, model, repoId, endpoints, createdAt }) => ({
    ...{ id, ownerId, model, repoId, createdAt },
    addresses: endpoints.map(({ address }) => address),
  }));
}

/** Where one deployment answers; empty while nothing of it runs. Throws `not_found`. */
export async function addressOf(ctx: Ctx, deploymentId: string): Promise<readonly string[]> {
  const row = await findAnyDeployment(ctx.db, deploymentId);
  if (!row || row.deletedAt !== null) throw notFound("Deployment", deploymentId);
  return row.endpoints.map(({ address }) => address);
}
