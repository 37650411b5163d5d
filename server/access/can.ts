import type { Actor, OrganizationRole, TokenActor, UserActor } from "@/server/kernel";
import type { Obstacle, Reason, ResourceRole, Visibility } from "./contract";
import { isOfOwners, type Permission, ruleOf } from "./permissions";

/** What a decision needs to know of the thing that was loaded. */
export interface Resource {
  /** The word for people, such as `Repository`; also names the thing in `not_found`. */
  readonly kind: string;
  readonly id: string;
  /** The account it belongs to; `null` for the installation itself. */
  readonly ownerId: string | null;
  readonly visibility: Visibility;
  readonly creatorId?: string | null;
  /** People ask for what is inside and are let in one by one. */
  readonly isGated?: boolean;
  /** Nobody changes what is inside. */
  readonly isArchived?: boolean;
}

/** What only the database knows about an actor and a resource. */
export interface Facts {
  readonly grant: ResourceRole | null;
  /** The owner is deleted: nobody reaches what is theirs until it is restored. */
  readonly isFrozen: boolean;
  /** The actor was let through the gate, and that has not expired. */
  readonly isAdmitted: boolean;
}

interface Thing {
  readonly resource: Resource;
  readonly facts: Facts;
}

/** A decision with all that speaks for and against it. */
export interface Decision {
  readonly isAllowed: boolean;
  readonly reasons: Reason[];
  readonly obstacles: Obstacle[];
}

/** Pure: the whole decision, from the table in `permissions.ts`. */
export const can = (actor: Actor, permission: Permission, thing: Thing): boolean =>
  decide(actor, permission, thing).isAllowed;

/** The same decision, with why. */
export function decide(actor: Actor, permission: Permission, thing: Thing): Decision {
  if (actor.kind === "system") return { isAllowed: true, reasons: [because("system")], obstacles: [] };
  const bars = barsOf(permission, thing);
  const reasons = reasonsOf(actor, permission, thing);
  const isForAll = reasons.some(({ kind }) => kind === "public");
  const isNarrowed = !isForAll && actor.kind === "token" && !tokenCan(actor, permission, thing.resource);
  const obstacles = [
    ...bars,
    ...(reasons.length === 0 ? missingOf(permission, thing) : []),
    ...(isNarrowed ? (["tokenScope"] as const) : []),
  ];
  return { isAllowed: reasons.length > 0 && bars.length === 0 && !isNarrowed, reasons, obstacles };
}

/** What stops everybody, whatever role they have. */
function barsOf(permission: Permission, { resource, facts }: Thing): readonly Obstacle[] {
  if (facts.isFrozen) return ["frozen"];
  return ruleOf(permission).changes && resource.isArchived === true ? ["archived"] : [];
}

/** What somebody who has no reason to be allowed would need. */
function missingOf(permission: Permission, { resource, facts }: Thing): readonly Obstacle[] {
  const { visible, gated } = ruleOf(permission);
  const isShut = visible && gated && resource.isGated === true && resource.visibility !== "private";
  return isShut && !facts.isAdmitted ? ["gate", "noRole"] : ["noRole"];
}

type Known = UserActor | TokenActor;

const isKnown = (actor: Actor): actor is Known => actor.kind === "user" || actor.kind === "token";

const because = (kind: Reason["kind"], role: string | null = null): Reason => ({ kind, role });

function reasonsOf(actor: Actor, permission: Permission, thing: Thing): Reason[] {
  const { resource } = thing;
  const { platform = [] } = ruleOf(permission);
  const seen = seeingReasons(actor, permission, thing);
  if (!isKnown(actor)) return seen;
  const isOwner = isOfOwners(permission) && resource.ownerId !== null && resource.ownerId === actor.userId;
  return [
    ...(isOwner ? [because("owner")] : []),
    ...platform.filter((role) => actor.platformRoles.includes(role)).map((role) => because("platform", role)),
    ...organizationReasons(actor, permission, thing),
    ...grantReasons(permission, thing),
    ...seen,
  ];
}

/** Everybody, and everybody who is signed in, as the visibility and the gate let them. */
function seeingReasons(actor: Actor, permission: Permission, { resource, facts }: Thing): Reason[] {
  const { visible, signedIn, gated } = ruleOf(permission);
  const isShut = gated === true && resource.isGated === true;
  if (visible && resource.visibility === "public" && !isShut) return [because("public")];
  if (!isKnown(actor) || resource.visibility === "private") return [];
  if (visible && isShut && facts.isAdmitted) return [because("admitted")];
  if (visible && !isShut) return [because("internal")];
  return signedIn ? [because("signedIn")] : [];
}

function organizationReasons(actor: Known, permission: Permission, { resource }: Thing): readonly Reason[] {
  const { organization, creator } = ruleOf(permission);
  const role = roleIn(actor, resource.ownerId);
  if (role === null) return [];
  if (organization.includes(role)) return [because("organization", role)];
  const isOwn = creator === true && role === "contributor" && resource.creatorId === actor.userId;
  return isOwn ? [because("creator", role)] : [];
}

function grantReasons(permission: Permission, { facts }: Thing): readonly Reason[] {
  const { resource: roles = [] } = ruleOf(permission);
  return facts.grant !== null && roles.includes(facts.grant) ? [because("collaborator", facts.grant)] : [];
}

/** The actor's role in the organisation, `null` for a stranger. */
export const roleIn = (actor: Known, organizationId: string | null): OrganizationRole | null =>
  actor.memberships.find((membership) => membership.organizationId === organizationId)?.role ?? null;

/** A token keeps a part of its holder's rights; it never adds any. */
function tokenCan(actor: TokenActor, permission: Permission, resource: Resource): boolean {
  const { scope } = actor;
  if (scope.role === "write") return true;
  if (scope.role === "read") return ruleOf(permission).token === "read";
  const { within } = ruleOf(permission);
  return scope.lines.some(
    ({ target, permissions }) =>
      (permissions.includes(permission) || (within !== undefined && permissions.includes(within))) &&
      reaches(target, resource),
  );
}

function reaches(target: { readonly kind: string; readonly id?: string }, { id, ownerId }: Resource): boolean {
  if (target.kind === "everything") return true;
  return target.id === (target.kind === "owner" ? ownerId : id);
}
