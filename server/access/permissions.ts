import type { GroupRole, OrganizationRole, PlatformRole, TeamRole } from "@/server/kernel";
import type { ResourceRole } from "./contract";

interface Rule {
  /** What a read or write token must at least be. */
  readonly token: "read" | "write";
  /** Roles in the owning organisation that carry it; on what lies in a resource group, only those of `REACHING`. */
  readonly organization: readonly OrganizationRole[];
  /** Roles in the resource group that the resource lies in. */
  readonly group?: readonly GroupRole[];
  /** Roles in the team that the resource is. */
  readonly team?: readonly TeamRole[];
  /** Grants on the resource itself that carry it. */
  readonly resource?: readonly ResourceRole[];
  /** Roles on the whole installation that carry it. */
  readonly platform?: readonly PlatformRole[];
  /** Granted to everybody whom the visibility lets see the resource. */
  readonly visible?: true;
  /** Granted to everybody who is signed in and whom the visibility lets see the resource. */
  readonly signedIn?: true;
  /** Granted to who has `contributor`, in the organisation or the group, on what they created themselves. */
  readonly creator?: true;
  /** Where a gate stands, being able to see the resource is not enough: one must have been let in. */
  readonly gated?: true;
  /** Refused to everybody on what is archived and on what follows something elsewhere. */
  readonly changes?: true;
  /** Refused to everybody on what is archived. */
  readonly says?: true;
  /** A line of a fine-grained token that names this permission carries the rule's own, too. */
  readonly within?: "repo.read";
}

const EVERY_MEMBER = ["owner", "admin", "billing", "write", "contributor", "read"] as const;
const WRITERS = ["owner", "admin", "write"] as const;
const ADMINS = ["owner", "admin"] as const;
const PAYERS = ["owner", "admin", "billing"] as const;
const CONTENT_MEMBERS = ["owner", "admin", "write", "contributor", "read"] as const;
const EVERY_IN_GROUP = ["read", "contributor", "write", "admin"] as const;
const WRITERS_IN_GROUP = ["write", "admin"] as const;
const OPERATORS = ["owner", "admin", "ops"] as const;

/** The one table of who may do what: `can`, `listFilter`, the matrix test and the documentation read it. */
export const PERMISSIONS = {
  "repo.read": {
    token: "read",
    organization: CONTENT_MEMBERS,
    group: EVERY_IN_GROUP,
    resource: ["read", "write", "admin"],
    visible: true,
  },
  "repo.content": {
    token: "read",
    organization: CONTENT_MEMBERS,
    group: EVERY_IN_GROUP,
    resource: ["read", "write", "admin"],
    visible: true,
    gated: true,
    within: "repo.read",
  },
  "repo.write": {
    token: "write",
    organization: WRITERS,
    group: WRITERS_IN_GROUP,
    resource: ["write", "admin"],
    creator: true,
    changes: true,
  },
  "repo.admin": { token: "write", organization: ADMINS, group: ["admin"], resource: ["admin"], creator: true },
  "collection.read": {
    token: "read",
    organization: CONTENT_MEMBERS,
    group: EVERY_IN_GROUP,
    resource: ["read", "write", "admin"],
    visible: true,
  },
  "collection.edit": {
    token: "write",
    organization: WRITERS,
    group: WRITERS_IN_GROUP,
    resource: ["write", "admin"],
    creator: true,
  },
  "collection.manage": { token: "write", organization: ADMINS, group: ["admin"], resource: ["admin"], creator: true },
  "repo.create": {
    token: "write",
    organization: [...WRITERS, "contributor"],
    group: [...WRITERS_IN_GROUP, "contributor"],
  },
  "discussion.write": {
    token: "write",
    organization: CONTENT_MEMBERS,
    group: EVERY_IN_GROUP,
    resource: ["read", "write", "admin"],
    signedIn: true,
    says: true,
  },
  "deployment.read": {
    token: "read",
    organization: CONTENT_MEMBERS,
    group: EVERY_IN_GROUP,
    platform: OPERATORS,
    visible: true,
  },
  "deployment.create": { token: "write", organization: WRITERS, group: WRITERS_IN_GROUP },
  "deployment.manage": { token: "write", organization: WRITERS, group: WRITERS_IN_GROUP, platform: OPERATORS },
  "key.read": { token: "read", organization: [...WRITERS, "billing"] },
  "key.manage": { token: "write", organization: ADMINS },
  "billing.read": { token: "read", organization: PAYERS, platform: ["owner", "admin", "finance", "auditor"] },
  "billing.manage": { token: "write", organization: PAYERS, platform: ["owner", "admin", "finance"] },
  "organization.read": { token: "read", organization: EVERY_MEMBER, visible: true },
  "organization.manage": { token: "write", organization: ADMINS },
  "organization.delete": { token: "write", organization: ["owner"] },
  "team.read": { token: "read", organization: EVERY_MEMBER, team: ["member", "maintainer"] },
  "team.manage": { token: "write", organization: ADMINS, team: ["maintainer"] },
  "group.read": { token: "read", organization: ADMINS, group: EVERY_IN_GROUP },
  "group.manage": { token: "write", organization: ADMINS, group: ["admin"] },
  "account.read": { token: "read", organization: [] },
  "account.manage": { token: "write", organization: [] },
  "audit.read": { token: "read", organization: ADMINS, platform: ["owner", "admin", "auditor"] },
  "platform.users": { token: "write", organization: [], platform: ["owner", "admin"] },
  "platform.repositories": { token: "write", organization: [], platform: ["owner", "admin", "moderator"] },
  "platform.moderation": { token: "write", organization: [], platform: ["owner", "admin", "moderator"] },
  "platform.deployments": { token: "write", organization: [], platform: OPERATORS },
  "platform.jobs": { token: "write", organization: [], platform: OPERATORS },
  "platform.mail": { token: "write", organization: [], platform: ["owner"] },
  "platform.runtimes": { token: "write", organization: [], platform: OPERATORS },
  "platform.settings": { token: "write", organization: [], platform: ["owner", "admin"] },
  "platform.safeguards": { token: "write", organization: [], platform: ["owner"] },
  "platform.prices": { token: "write", organization: [], platform: ["owner", "admin", "finance"] },
  "platform.finance": { token: "write", organization: [], platform: ["owner", "admin", "finance"] },
  "platform.audit": { token: "read", organization: [], platform: ["owner", "admin", "auditor"] },
  "platform.health": { token: "read", organization: [], platform: ["owner", "admin", "ops", "auditor"] },
} as const satisfies Record<string, Rule>;

/** Roles in an organisation that reach into its resource groups; the others end in front of them. */
const REACHING: readonly OrganizationRole[] = ADMINS;

export const reachesGroups = (role: OrganizationRole): boolean => REACHING.includes(role);

export type Permission = keyof typeof PERMISSIONS;

export const ruleOf = (permission: Permission): Rule => PERMISSIONS[permission];

/** Whether owning a thing is enough; what operators may do comes from a role on the installation alone. */
export const isOfOwners = (permission: Permission): boolean => !permission.startsWith("platform.");
