import { useTranslations } from "next-intl";
import type { SelectOption } from "@/components/ui/select";
import type { TeamRole } from "@/server/identity/contract/team";

const ROLES = ["member", "maintainer"] as const satisfies readonly TeamRole[];

/** The role that a select holds as text. */
export const teamRoleNamed = (text: string): TeamRole => ROLES.find((role) => role === text) ?? "member";

/** What people are in a team, with what it carries. Words: `teamRoles`. */
export function useTeamRoles(): readonly SelectOption[] {
  const t = useTranslations("teamRoles");
  return ROLES.map((role) => ({ value: role, label: t(`${role}.name`), hint: t(`${role}.hint`) }));
}
