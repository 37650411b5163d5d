/** Permissions of a fine-grained token as people look for them; each has words in `tokenSettings.permissions`. */
export const PERMISSION_GROUPS = {
  repositories: ["repo.read", "repo.content", "repo.write", "repo.admin", "repo.create", "discussion.write"],
  collections: ["collection.read", "collection.edit", "collection.manage"],
  inference: ["deployment.read", "deployment.create", "deployment.manage", "key.read", "key.manage"],
  account: ["account.read", "account.manage", "billing.read", "billing.manage", "audit.read"],
  organizations: [
    ...(["organization.read", "organization.manage", "organization.delete"] as const),
    ...(["team.read", "team.manage", "group.read", "group.manage"] as const),
  ],
  platform: [
    ...(["platform.users", "platform.repositories", "platform.moderation", "platform.deployments"] as const),
    ...(["platform.jobs", "platform.mail", "platform.runtimes", "platform.settings", "platform.prices"] as const),
    ...(["platform.finance", "platform.safeguards", "platform.audit", "platform.health"] as const),
  ],
} as const;

export type PermissionGroup = keyof typeof PERMISSION_GROUPS;
export type KnownPermission = (typeof PERMISSION_GROUPS)[PermissionGroup][number];

const NAMES: readonly PermissionGroup[] = [
  ...(["repositories", "collections", "inference"] as const),
  ...(["account", "organizations", "platform"] as const),
];

interface Grouped {
  readonly groups: readonly { readonly name: PermissionGroup; readonly permissions: readonly KnownPermission[] }[];
  /** They have no words yet. */
  readonly others: readonly string[];
}

/** The permissions that can be given, in their groups. */
export function groupPermissions(permissions: readonly string[]): Grouped {
  const groups = NAMES.map((name) => ({
    name,
    permissions: PERMISSION_GROUPS[name].filter((one) => permissions.includes(one)),
  }));
  const known = new Set<string>(groups.flatMap((group) => group.permissions));
  return {
    groups: groups.filter((group) => group.permissions.length > 0),
    others: permissions.filter((one) => !known.has(one)),
  };
}
