import { PERMISSIONS } from "@/server/access";
import type { Membership } from "@/server/kernel";

const { organization, group } = PERMISSIONS["repo.create"];

/** Whether a member can have a repository there: of the organisation, or in one of its resource groups. */
export const mayCreateIn = ({ role, groups }: Pick<Membership, "role" | "groups">): boolean =>
  organization.some((creating) => creating === role) ||
  groups.some((one) => group.some((creating) => creating === one.role));
