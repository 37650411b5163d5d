import {
  type Actor,
  type GroupMembership,
  isPerson,
  type OrganizationRole,
  type Person,
  type TokenActor,
} from "@/server/kernel";
import type { Obstacle, Reason, ResourceRole, Visibility } from "./contract";
import { isOfOwners, type Permission, reachesGroups, ruleOf } from "./permissions";

/** What a decision needs to know of the thing that was loaded. */
export interface Resource {
  /** The word for people, such as `Repository`; also names the thing in `not_found`. */
  readonly kind: string;
  readonly id: string;
  /** The account it belongs to; `null` for the installation itself. */
  readonly ownerId: string | null;
  readonly visibility: Visibility;
  readonly creatorId?: string | null;
  /** The resource group that it will lie in, or that it is; of what is in one already, the store knows. */
  readonly groupId?: string;
  /** What it follows into a group of the same owner, as a deployment follows its model; itself, where nothing is said. */
  readonly liesWith?: string;
  /** People ask for what is inside and are let in one by one. */
  readonly isGated?: boolean;
  /** Nobody changes what is inside. */
  readonly isArchived?: boolean;
  /** It follows a repository elsewhere: nobody but the platform changes what is inside. */
  readonly isMirror?: boolean;
}

/** A role on one resource, of the person or of a team they are in. */
export interface Grant {
  readonly role: ResourceRole;
  readonly teamId: string | null;
}

/** What only the database knows about an actor and a resource. */
export interface Facts {
  readonly grants: readonly Grant[];
  /** The resource group that it lies in. */
  readonly groupId: string | null;
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
    ...(reasons.length === 0 ? missingOf(actor, permission, thing) : []),
    ...(isNarrowed ? (["tokenScope"] as const) : []),
  ];
  return { isAllowed: reasons.length > 0 && bars.length === 0 && !isNarrowed, reasons, obstacles };
}

/** What stops everybody, whatever role they have. */
function barsOf(permission: Permission, { resource, facts }: Thing): readonly Obstacle[] {
  if (facts.isFrozen) return ["frozen"];
  const { changes, says } = ruleOf(permission);
  return [
    ...((changes || says) && resource.isArchived === true ? (["archived"] as const) : []),
    ...(changes && resource.isMirror === true ? (["mirror"] as const) : []),
  ];
}

/** What somebody who has no reason to be allowed would need. */
function missingOf(actor: Actor, permission: Permission, { resource, facts }: Thing): readonly Obstacle[] {
  const { visible, gated, organization } = ruleOf(permission);
  const isShut = visible && gated && resource.isGated === true && resource.visibility !== "private";
  const role = isPerson(actor) ? roleIn(actor, resource.ownerId) : null;
  // Nothing but the group can have stopped a role that carries the permission.
  const isOutside = role !== null && organization.includes(role);
  return [
    ...(isShut && !facts.isAdmitted ? (["gate"] as const) : []),
    isOutside ? ("group" as const) : ("noRole" as const),
  ];
}

const because = (kind: Reason["kind"], facts: Partial<Omit<Reason, "kind">> = {}): Reason => ({
  kind,
  ...{ role: null, groupId: null, teamId: null },
  ...facts,
});

const groupOf = ({ resource, facts }: Thing): string | null => resource.groupId ?? facts.groupId;

function reasonsOf(actor: Actor, permission: Permission, thing: Thing): Reason[] {
  const { resource } = thing;
  const { platform = [] } = ruleOf(permission);
  const seen = seeingReasons(actor, permission, thing);
  if (!isPerson(actor)) return seen;
  const isOwner = isOfOwners(permission) && resource.ownerId !== null && resource.ownerId === actor.userId;
  return [
    ...(isOwner ? [because("owner")] : []),
    ...platform.filter((role) => actor.platformRoles.includes(role)).map((role) => because("platform", { role })),
    ...organizationReasons(actor, permission, thing),
    ...groupReasons(actor, permission, thing),
    ...teamReasons(actor, permission, thing),
    ...grantReasons(permission, thing),
    ...seen,
  ];
}

/** Everybody, and everybody who is signed in, as the visibility and the gate let them. */
function seeingReasons(actor: Actor, permission: Permission, { resource, facts }: Thing): Reason[] {
  const { visible, signedIn, gated } = ruleOf(permission);
  const isShut = gated === true && resource.isGated === true;
  if (visible && resource.visibility === "public" && !isShut) return [because("public")];
  if (!isPerson(actor) || resource.visibility === "private") return [];
  if (visible && isShut && facts.isAdmitted) return [because("admitted")];
  if (visible && !isShut) return [because("internal")];
  return signedIn ? [because("signedIn")] : [];
}

function organizationReasons(actor: Person, permission: Permission, thing: Thing): readonly Reason[] {
  const { resource } = thing;
  const { organization, creator } = ruleOf(permission);
  const role = roleIn(actor, resource.ownerId);
  if (role === null || (groupOf(thing) !== null && !reachesGroups(role))) return [];
  if (organization.includes(role)) return [because("organization", { role })];
  const isOwn = creator === true && role === "contributor" && resource.creatorId === actor.userId;
  return isOwn ? [because("creator", { role })] : [];
}

function groupReasons(actor: Person, permission: Permission, thing: Thing): readonly Reason[] {
  const { group: roles = [], creator } = ruleOf(permission);
  const groupId = groupOf(thing);
  const isOwn = creator === true && thing.resource.creatorId === actor.userId;
  return groupsOf(actor)
    .filter((membership) => membership.groupId === groupId)
    .flatMap(({ role, teamId }) => {
      const facts = { role, groupId, teamId };
      if (roles.includes(role)) return [because(teamId === null ? "group" : "groupTeam", facts)];
      return isOwn && role === "contributor" ? [because("groupCreator", facts)] : [];
    });
}

/** Every role that the actor has in a resource group of any organisation. */
export const groupsOf = (actor: Person): readonly GroupMembership[] =>
  actor.memberships.flatMap(({ groups }) => groups);

function teamReasons(actor: Person, permission: Permission, { resource }: Thing): readonly Reason[] {
  const { team: roles = [] } = ruleOf(permission);
  return actor.memberships
    .flatMap(({ teams }) => teams)
    .filter(({ teamId, role }) => teamId === resource.id && roles.includes(role))
    .map(({ teamId, role }) => because("team", { role, teamId }));
}

function grantReasons(permission: Permission, { facts }: Thing): readonly Reason[] {
  const { resource: roles = [] } = ruleOf(permission);
  return facts.grants
    .filter(({ role }) => roles.includes(role))
    .map(({ role, teamId }) => because(teamId === null ? "collaborator" : "collaboratorTeam", { role, teamId }));
}

/** The actor's role in the organisation, `null` for a stranger. */
export const roleIn = (actor: Person, organizationId: string | null): OrganizationRole | null =>
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
