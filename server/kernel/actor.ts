import type { GROUP_ROLES, ORGANIZATION_ROLES, PLATFORM_ROLES, TEAM_ROLES } from "./contract";

export type PlatformRole = (typeof PLATFORM_ROLES)[number];
export type OrganizationRole = (typeof ORGANIZATION_ROLES)[number];

export type GroupRole = (typeof GROUP_ROLES)[number];
export type TeamRole = (typeof TEAM_ROLES)[number];

export interface TeamMembership {
  readonly teamId: string;
  readonly role: TeamRole;
}

export interface GroupMembership {
  readonly groupId: string;
  readonly role: GroupRole;
  /** The team that has the role, `null` for the person's own. */
  readonly teamId: string | null;
}

export interface Membership {
  readonly organizationId: string;
  readonly role: OrganizationRole;
  readonly teams: readonly TeamMembership[];
  /** Also those that came through a team; somebody may be in a group more than once. */
  readonly groups: readonly GroupMembership[];
}

/** One line of a fine-grained token: these permissions, on everything of an owner, on one resource, or everywhere. */
export interface ScopeLine {
  readonly target: { readonly kind: "everything" } | { readonly kind: "owner" | "resource"; readonly id: string };
  readonly permissions: readonly string[];
}

/** What an access token keeps of its holder's rights. */
export type TokenScope =
  | { readonly role: "read" }
  | { readonly role: "write" }
  | { readonly role: "fineGrained"; readonly lines: readonly ScopeLine[] };

interface PersonFacts {
  readonly userId: string;
  readonly username: string;
  readonly platformRoles: readonly PlatformRole[];
  readonly memberships: readonly Membership[];
}

export interface UserActor extends PersonFacts {
  readonly kind: "user";
  readonly sessionId: string;
  /** When the password was last typed; dangerous actions want it to be recent. */
  readonly signedInAt: Date;
}

export interface TokenActor extends PersonFacts {
  readonly kind: "token";
  readonly tokenId: string;
  readonly scope: TokenScope;
}

/** A person who acts, themselves or through a token. */
export type Person = UserActor | TokenActor;

/** On whose behalf something happens. Memberships and roles were read for this request: nothing is cached. */
export type Actor = Person | { readonly kind: "system"; readonly process: string } | { readonly kind: "anonymous" };

export const isPerson = (actor: Actor): actor is Person => actor.kind === "user" || actor.kind === "token";

/** Of the person who acts; `null` for a visitor and for the system. */
export const userIdOf = (actor: Actor): string | null => (isPerson(actor) ? actor.userId : null);
