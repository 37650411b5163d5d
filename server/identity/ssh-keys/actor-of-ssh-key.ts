import { z } from "zod";
import { defineClaim } from "@/server/access";
import type { Ctx, TokenActor, TokenScope } from "@/server/kernel";
import { isActive, personOfUser } from "../person";
import { getUser } from "../store/users";
import { findSshKey, noteSshKeyUse } from "./store";

/** Who holds a key, and what it lets them do. */
export interface SshCaller {
  readonly keyId: string;
  readonly actor: TokenActor;
  /** Of a deploy key: the one repository it is for. */
  readonly repoId: string | null;
}

/** Everything that git and LFS ask for, pushes to pull requests with it; a key never reaches the account, money or deployments of its person. */
const ALL_OF_GIT = ["repo.read", "repo.write", "repo.admin", "discussion.write"] as const;

/** What a person's own key may do. */
export const SCOPE_OF_KEY: TokenScope = {
  role: "fineGrained",
  lines: [{ target: { kind: "everything" }, permissions: ALL_OF_GIT }],
};

/** By its id a key is known only once somebody has proved to hold it. */
type KeyName = { readonly fingerprint: string; readonly isProved: boolean } | { readonly id: string };

/**
 * Who comes with this SSH key, as they may act now; `null` for a key nobody has, for one whose person is disabled or
 * deleted, and for one that was added with a token which has expired. Keeps when the key was last used, unless nobody has proved yet that the private half is there.
 */
export async function actorOfSshKey(ctx: Ctx, name: KeyName): Promise<SshCaller | null> {
  const key = await findSshKey(ctx.db, name, ctx.now());
  if (!key) return null;
  const user = await getUser(ctx.db, key.userId);
  if (!isActive(user)) return null;
  if (!("fingerprint" in name) || name.isProved) await noteSshKeyUse(ctx.db, key, ctx.now());
  const scope = key.repoId === null ? SCOPE_OF_KEY : scopeOfDeployKey(key.repoId, key.canWrite);
  const actor: TokenActor = { kind: "token", ...(await personOfUser(ctx.db, user)), tokenId: key.id, scope };
  return { keyId: key.id, actor, repoId: key.repoId };
}

function scopeOfDeployKey(id: string, canWrite: boolean): TokenScope {
  const permissions = canWrite ? ["repo.read", "repo.write"] : ["repo.read"];
  return { role: "fineGrained", lines: [{ target: { kind: "resource", id }, permissions }] };
}

const ticketClaim = defineClaim({ for: z.literal("lfs over ssh"), keyId: z.uuid(), repoId: z.uuid() });

interface TicketFacts {
  readonly keyId: string;
  readonly repoId: string;
  readonly lifetimeSeconds: number;
}

/** A text that stands for a key over HTTP: on one repository, for a while, and only as long as the key is there. */
export const issueSshTicket = (ctx: Ctx, { keyId, repoId, lifetimeSeconds }: TicketFacts): string =>
  ticketClaim.seal(ctx, { for: "lfs over ssh", keyId, repoId }, lifetimeSeconds * 1_000);

/** Who comes with such a ticket, narrowed to its repository; `null` when it was forged, has expired or the key is gone. */
export async function actorOfSshTicket(ctx: Ctx, ticket: string): Promise<TokenActor | null> {
  const claim = ticketClaim.open(ctx, ticket);
  if (claim === null) return null;
  const caller = await actorOfSshKey(ctx, { id: claim.keyId });
  if (caller?.actor.scope.role !== "fineGrained") return null;
  const target = { kind: "resource", id: claim.repoId } as const;
  const lines = caller.actor.scope.lines
    .filter((line) => line.target.kind === "everything" || line.target.id === claim.repoId)
    .map(({ permissions }) => ({ target, permissions }));
  return { ...caller.actor, scope: { role: "fineGrained", lines } };
}
