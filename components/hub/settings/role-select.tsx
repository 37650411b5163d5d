"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import type { CollaboratorRole } from "@/server/hub/contract/repo";

export type Role = (typeof CollaboratorRole)["options"][number];
const ROLES = ["read", "write", "admin"] as const satisfies readonly Role[];

interface RoleSelectProps {
  label: string;
  value: Role;
  onChange: (role: Role) => void;
}

export function RoleSelect({ label, value, onChange }: RoleSelectProps) {
  const t = useTranslations("repoSettings");
  return (
    <Select
      label={label}
      value={value}
      options={ROLES.map((role) => ({
        value: role,
        label: t(`roles.${role}`),
        hint: t(`roles.${role}Help`),
      }))}
      onValueChange={(next) => onChange(ROLES.find((role) => role === next) ?? value)}
      className="w-28"
    />
  );
}
