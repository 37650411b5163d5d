import { ORGANIZATION_ROLES } from "@/server/kernel/contract";
import type { OrganizationRole } from "./contract";

const rankOf = (role: OrganizationRole) => ORGANIZATION_ROLES.length - ORGANIZATION_ROLES.indexOf(role);

/** Whether the first role carries more than the second. */
export const outranks = (role: OrganizationRole, other: OrganizationRole): boolean => rankOf(role) > rankOf(other);
