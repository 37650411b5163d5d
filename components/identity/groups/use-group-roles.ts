import { useTranslations } from "next-intl";
import type { SelectOption } from "@/components/ui/select";
import type { GroupRole } from "@/server/identity/contract/resource-group";

const ROLES = ["read", "contributor", "write", "admin"] as const satisfies readonly GroupRole[];

/** The role that a select holds as text. */
export const groupRoleNamed = (text: string): GroupRole => ROLES.find((role) => role === text) ?? "read";

/** What people and teams may do in a resource group. Words: `groupRoles`. */
export function useGroupRoles(): readonly SelectOption[] {
  const t = useTranslations("groupRoles");
  return ROLES.map((role) => ({ value: role, label: t(`${role}.name`), hint: t(`${role}.hint`) }));
}
