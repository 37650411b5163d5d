import { useTranslations } from "next-intl";
import type { SelectOption } from "@/components/ui/select";
import type { OrganizationRole } from "@/server/identity/contract";
import { ORGANIZATION_ROLES } from "@/server/kernel/contract/roles";

const rankOf = (role: OrganizationRole) => ORGANIZATION_ROLES.length - ORGANIZATION_ROLES.indexOf(role);

/** Whether somebody with the first role may change somebody with the second: never one who has more. */
export const reachesRole = (own: OrganizationRole | null, other: OrganizationRole): boolean =>
  (own === "owner" || own === "admin") && rankOf(own) >= rankOf(other);

/** The roles that somebody with this one can give, with what each carries. Words: `organizationRoles`. */
export function useRoleOptions(own: OrganizationRole): readonly SelectOption[] {
  const t = useTranslations("organizationRoles");
  return ORGANIZATION_ROLES.filter((role) => reachesRole(own, role)).map((role) => ({
    value: role,
    label: t(`${role}.name`),
    hint: t(`${role}.hint`),
  }));
}

/** The role that a select holds as text. */
export const roleNamed = (text: string): OrganizationRole => ORGANIZATION_ROLES.find((role) => role === text) ?? "read";
