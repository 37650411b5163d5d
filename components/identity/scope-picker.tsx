"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Combobox } from "@/components/ui/combobox";
import { IconButton } from "@/components/ui/icon-button";
import type { ScopeLine } from "@/server/identity/contract";
import { groupPermissions } from "./permission-groups";

export interface Place {
  readonly kind: "owner" | "resource";
  readonly id: string;
  readonly name: string;
}

interface Props {
  lines: readonly ScopeLine[];
  places: readonly Place[];
  permissions: readonly string[];
  onChange: (lines: readonly ScopeLine[]) => void;
}

const EVERYTHING = "everything";

/** Where a token is valid, and what it may do there; each line is one place. Words: `tokenSettings`. */
export function ScopePicker({ lines, places, permissions, onChange }: Props) {
  const t = useTranslations("tokenSettings");
  const change = (at: number, line: ScopeLine) => onChange(lines.map((old, index) => (index === at ? line : old)));
  const add = () => onChange([...lines, { target: { kind: EVERYTHING }, permissions: [] }]);
  const keyed = lines.map((line, index) => ({ line, index }));
  return (
    <fieldset className="grid grid-cols-1 gap-3">
      <legend className="text-small pb-1.5 font-medium">{t("scopes")}</legend>
      {keyed.map(({ line, index }) => (
        <Scope
          key={index}
          line={line}
          places={places}
          permissions={permissions}
          onChange={(next) => change(index, next)}
          onRemove={() => onChange(lines.filter((_, at) => at !== index))}
        />
      ))}
      <Button className="justify-self-start" onClick={add}>
        <Plus aria-hidden />
        {t("addScope")}
      </Button>
    </fieldset>
  );
}

interface ScopeProps extends Pick<Props, "places" | "permissions"> {
  line: ScopeLine;
  onChange: (line: ScopeLine) => void;
  onRemove: () => void;
}

function Scope({ line, places, permissions, onChange, onRemove }: ScopeProps) {
  const t = useTranslations("tokenSettings");
  const id = useId();
  const { groups, others } = groupPermissions(permissions);
  const options = [
    { value: EVERYTHING, label: t("everything") },
    ...places.map((place) => ({ value: place.id, label: place.name, hint: t(`places.${place.kind}`) })),
  ];
  const aim = (value: string) => {
    const place = places.find((one) => one.id === value);
    onChange({ ...line, target: place ? { kind: place.kind, id: place.id } : { kind: EVERYTHING } });
  };
  const toggle = (permission: string, isOn: boolean) =>
    onChange({
      ...line,
      permissions: isOn ? [...line.permissions, permission] : line.permissions.filter((one) => one !== permission),
    });
  return (
    <div className="rounded-card bg-surface-raised grid grid-cols-1 gap-3 border p-4">
      <div className="flex items-center gap-2">
        <Combobox
          id={id}
          label={t("place")}
          options={options}
          defaultValue={line.target.kind === EVERYTHING ? EVERYTHING : line.target.id}
          onValueChange={aim}
        />
        <IconButton icon={X} label={t("removeScope")} onClick={onRemove} />
      </div>
      {groups.map(({ name, permissions: known }) => (
        <fieldset key={name} className="grid grid-cols-1 gap-2">
          <legend className="text-caption text-text-muted pb-1.5">{t(`permissionGroups.${name}`)}</legend>
          {known.map((permission) => (
            <Permission key={permission} {...{ id, permission, line, toggle }} text={t(`permissions.${permission}`)} />
          ))}
        </fieldset>
      ))}
      {others.length === 0 ? null : (
        <fieldset className="grid grid-cols-1 gap-2">
          <legend className="text-caption text-text-muted pb-1.5">{t("otherPermissions")}</legend>
          {others.map((permission) => (
            <Permission key={permission} {...{ id, permission, line, toggle }} />
          ))}
        </fieldset>
      )}
    </div>
  );
}

interface PermissionProps {
  /** Of the line. */
  id: string;
  line: ScopeLine;
  permission: string;
  text?: string;
  toggle: (permission: string, isOn: boolean) => void;
}

/** What it allows, and its name as programs write it. */
const Permission = ({ id, line, permission, text, toggle }: PermissionProps) => (
  <div className="flex items-start gap-2">
    <Checkbox
      id={`${id}-${permission}`}
      checked={line.permissions.includes(permission)}
      onCheckedChange={(isOn) => toggle(permission, isOn === true)}
    />
    <label htmlFor={`${id}-${permission}`} className="text-small flex min-w-0 flex-1 flex-wrap justify-between gap-x-3">
      {text}
      <span className="text-caption text-text-muted font-mono">{permission}</span>
    </label>
  </div>
);
