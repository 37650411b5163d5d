import { type Ctx, DomainError } from "@/server/kernel";
import type { Caller } from "./caller";
import type { Traffic } from "./traffic";

/** A deployment that a caller may call. */
export interface Callable {
  readonly id: string;
  readonly ownerId: string;
  /** `owner/name` of its model. */
  readonly model: string;
  readonly repoId: string;
  /** Where its replicas answer, such as `http://127.0.0.1:40123`; empty while none runs. */
  readonly addresses: readonly string[];
  readonly createdAt: Date;
}

/** Lists the deployments that somebody may call: those of the owners, and those that are shared. */
export type Directory = (
  ctx: Ctx,
  who: { readonly ownerIds: readonly string[]; readonly userId: string },
) => Promise<readonly Callable[]>;

interface Question {
  /** `owner/name`, or `owner/name@<deployment id>`. */
  readonly wanted: string;
  readonly caller: Pick<Caller, "ownerIds">;
  readonly load: Traffic["load"];
}

/** The same words for what is not there and for what the caller may not see. */
export const modelNotFound = (wanted: string) =>
  new DomainError("not_found", `The model '${wanted}' does not exist or you do not have access to it`, {
    reason: "model_not_found",
  });

/**
 * The deployment that serves a call: running ones only, the caller's own before shared ones, the least busy of them;
 * `null` when none has this name. Throws `unavailable` (`deployment_not_running`) when none runs.
 */
export function chooseDeployment(all: readonly Callable[], { wanted, caller, load }: Question): Callable | null {
  const [name = "", id] = wanted.split("@", 2);
  const matching = all.filter((one) => isSame(one.model, name) && (id === undefined || isSame(one.id, id)));
  if (matching.length === 0) return null;
  const rank = (one: Callable) => (caller.ownerIds.includes(one.ownerId) ? 0 : 1);
  const [best] = matching
    .filter(({ addresses }) => addresses.length > 0)
    .sort((a, b) => rank(a) - rank(b) || load(a.id) - load(b.id));
  if (best) return best;
  throw new DomainError("unavailable", `The deployment of '${wanted}' is not running yet; try again in a moment`, {
    reason: "deployment_not_running",
  });
}

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
