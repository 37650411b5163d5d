// Beside the schemas, not among them: the browser needs these words on pages that check nothing.

/** What a person may do on the whole installation; management, never the right to read private content. */
export const PLATFORM_ROLES = ["owner", "admin", "ops", "finance", "auditor", "moderator"] as const;

/** What a member may do in one organisation. */
export const ORGANIZATION_ROLES = ["owner", "admin", "billing", "write", "contributor", "read", "no_access"] as const;

/** What somebody may do with what lies in one resource group of an organisation. */
export const GROUP_ROLES = ["read", "contributor", "write", "admin"] as const;

/** What somebody is in a team; maintainers decide who is in it. */
export const TEAM_ROLES = ["member", "maintainer"] as const;
