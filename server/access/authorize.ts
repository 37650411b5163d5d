import {
  type Actor,
  type Ctx,
  DomainError,
  forbidden,
  isPerson,
  notFound,
  type Person,
  unauthenticated,
} from "@/server/kernel";
import { can, type Decision, decide, type Resource } from "./can";
import { type Permission, ruleOf } from "./permissions";
import { findFacts } from "./store/facts";

/** The installation itself, for permissions that start with `platform.`. */
const PLATFORM: Resource = { kind: "Platform", id: "platform", ownerId: null, visibility: "private" };

const NO_FACTS = { grants: [], groupId: null, isFrozen: false, isAdmitted: false } as const;

/** Permissions whose holder may at least know that the resource is there, weakest first. */
const SEEING: readonly Permission[] = [
  "repo.read",
  "collection.read",
  "deployment.read",
  "organization.read",
  "team.read",
  "group.read",
  "key.read",
  "billing.read",
];

/** The person who acts. Throws `unauthenticated` for a visitor and for the system. */
export function personOf({ actor }: Ctx): Person {
  if (isPerson(actor)) return actor;
  throw unauthenticated();
}

/**
 * The person who acts, on what is nobody's but their own. Throws `unauthenticated`, or `forbidden` for a token that
 * may not do this in their name.
 */
export async function authorizeOwn(ctx: Ctx, permission: "account.read" | "account.manage"): Promise<Person> {
  const person = personOf(ctx);
  const account = { kind: "Account", id: person.userId, ownerId: person.userId, visibility: "private" } as const;
  if (!(await allows(ctx, permission, account))) throw forbidden(permission);
  return person;
}

/**
 * Throws `not_found`, in the words of a missing resource, when the actor may not even see it; `unauthenticated` or
 * `forbidden` when the actor sees it and may not do this; both with the reason `gated` in front of a gate, and
 * `forbidden` (`archived`, `mirror`) for changes of what is read-only.
 */
export async function authorize(ctx: Ctx, permission: Permission, resource: Resource): Promise<void> {
  const facts = await findFacts(ctx, resource);
  if (can(ctx.actor, permission, { resource, facts })) return;
  const sees = SEEING.some((seeing) => seeing !== permission && can(ctx.actor, seeing, { resource, facts }));
  if (!sees) throw notFound(resource.kind, resource.id);
  throw refusalOf(ctx, permission, resource);
}

function refusalOf(
  { actor }: Ctx,
  permission: Permission,
  { kind, isGated, isArchived, isMirror }: Resource,
): DomainError {
  const isVisitor = actor.kind === "anonymous";
  const { gated, changes, says } = ruleOf(permission);
  if (gated && isGated === true) {
    return new DomainError(isVisitor ? "unauthenticated" : "forbidden", `${kind} is gated: ask for access first`, {
      reason: "gated",
    });
  }
  if (isVisitor) return unauthenticated();
  if ((changes || says) && isArchived === true) {
    return new DomainError("forbidden", `${kind} is archived: it can be read and not be changed`, {
      reason: "archived",
    });
  }
  if (!(changes && isMirror === true)) return forbidden(permission);
  return new DomainError("forbidden", `${kind} is a mirror: it changes with its source; end the mirror to change it`, {
    reason: "mirror",
  });
}

/** Whether `authorize` would pass; for what a page shows, never in place of `authorize`. */
export async function allows(ctx: Ctx, permission: Permission, resource: Resource): Promise<boolean> {
  return can(ctx.actor, permission, { resource, facts: await findFacts(ctx, resource) });
}

/** What `authorize` would decide for somebody else, with all that speaks for and against it. */
export async function explain<P extends Permission>(
  ctx: Ctx,
  actor: Actor,
  { permissions, resource }: { readonly permissions: readonly P[]; readonly resource: Resource },
): Promise<(Decision & { readonly permission: P })[]> {
  const facts = await findFacts({ ...ctx, actor }, resource);
  return permissions.map((permission) => ({ permission, ...decide(actor, permission, { resource, facts }) }));
}

/** Throws `forbidden` unless the actor holds a role on the installation that carries the permission. */
export async function authorizePlatform(ctx: Ctx, permission: Permission): Promise<void> {
  if (ctx.actor.kind === "anonymous") throw unauthenticated();
  if (!allowsPlatform(ctx, permission)) throw forbidden(permission);
}

/** Whether `authorizePlatform` would pass: for what operators may do beside those whom the thing belongs to. */
export function allowsPlatform(ctx: Ctx, permission: Permission): boolean {
  return can(ctx.actor, permission, { resource: PLATFORM, facts: NO_FACTS });
}

const RECENT_MS = 10 * 60_000;

/** Throws `forbidden` (`reauthentication_required`) when a person in a browser has not typed the password lately. */
export function requireRecentSignIn(ctx: Ctx): void {
  const { actor } = ctx;
  if (actor.kind !== "user" || ctx.now().getTime() - actor.signedInAt.getTime() <= RECENT_MS) return;
  throw new DomainError("forbidden", "Enter your password again to continue", { reason: "reauthentication_required" });
}

/**
 * The same for what moves money or gives somebody rights on the installation; and `forbidden` (`token_too_broad`) for a
 * token that was not made for this, since one that only pushes lies on many machines.
 */
export function requireStrongAuth(ctx: Ctx): void {
  if (ctx.actor.kind === "token" && ctx.actor.scope.role !== "fineGrained") {
    const message = "This needs a fine-grained token that names the permission, or a sign-in in the browser";
    throw new DomainError("forbidden", message, { reason: "token_too_broad" });
  }
  requireRecentSignIn(ctx);
}
