"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import { CollaboratorRole } from "@/server/hub/contract/repo";

export type Role = (typeof CollaboratorRole)["options"][number];

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
      options={CollaboratorRole.options.map((role) => ({
        value: role,
        label: t(`roles.${role}`),
        hint: t(`roles.${role}Help`),
      }))}
      onValueChange={(next) => onChange(CollaboratorRole.catch(value).parse(next))}
      className="w-28"
    />
  );
}
