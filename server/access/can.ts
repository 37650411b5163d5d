import type { Actor, OrganizationRole, TokenActor, UserActor } from "@/server/kernel";
import type { ResourceRole, Visibility } from "./contract";
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

/** Pure: the whole decision, from the table in `permissions.ts`. */
export function can(actor: Actor, permission: Permission, { resource, facts }: { resource: Resource; facts: Facts }) {
  if (actor.kind === "system") return true;
  if (facts.isFrozen) return false;
  const { visible, gated, changes } = ruleOf(permission);
  if (changes && resource.isArchived === true) return false;
  if (visible && resource.visibility === "public" && !(gated && resource.isGated === true)) return true;
  if (actor.kind === "anonymous") return false;
  return personCan(actor, permission, { resource, facts }) && tokenCan(actor, permission, resource);
}

type Known = UserActor | TokenActor;

function personCan(actor: Known, permission: Permission, { resource, facts }: { resource: Resource; facts: Facts }) {
  const { organization, resource: grants = [], platform = [], visible, signedIn, gated, creator } = ruleOf(permission);
  if (isOfOwners(permission) && resource.ownerId !== null && resource.ownerId === actor.userId) return true;
  if (platform.some((role) => actor.platformRoles.includes(role))) return true;
  const isOpen = !(gated && resource.isGated === true) || facts.isAdmitted;
  if (visible && resource.visibility !== "private" && isOpen) return true;
  if (signedIn && resource.visibility !== "private") return true;
  if (facts.grant !== null && grants.includes(facts.grant)) return true;
  const role = roleIn(actor, resource.ownerId);
  if (role === null) return false;
  if (organization.includes(role)) return true;
  return creator === true && role === "contributor" && resource.creatorId === actor.userId;
}

/** The actor's role in the organisation, `null` for a stranger. */
export const roleIn = (actor: Known, organizationId: string | null): OrganizationRole | null =>
  actor.memberships.find((membership) => membership.organizationId === organizationId)?.role ?? null;

/** A token keeps a part of its holder's rights; it never adds any. */
function tokenCan(actor: Known, permission: Permission, resource: Resource): boolean {
  if (actor.kind === "user") return true;
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
