import { type Ctx, notFound } from "@/server/kernel";
import { findAnyDeployment, listCallableRows } from "./store/deployments";

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
  readonly userId: string;
}

/** The wanted deployments of the owners, and those that are shared with everybody who is signed in. */
export async function listCallable(ctx: Ctx, { ownerIds }: Who): Promise<readonly Callable[]> {
  const rows = await listCallableRows(ctx.db, ownerIds);
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
