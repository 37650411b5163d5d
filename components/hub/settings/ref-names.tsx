"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ProtectedRef } from "@/server/hub/contract/refs";

const KINDS = ["branch", "tag"] as const;

/** What a rule is about. */
export type RuleNames = Pick<ProtectedRef, "kind" | "pattern">;

interface Props {
  value: RuleNames;
  error: string | undefined;
  onChange: (next: RuleNames) => void;
}

/** Branches or tags, and the pattern of their names. */
export function RefNames({ value, error, onChange }: Props) {
  const t = useTranslations("protectedRefs");
  return (
    <div className="flex flex-wrap items-start gap-2">
      <Field id="protect-kind" label={t("kind")}>
        <Select
          id="protect-kind"
          value={value.kind}
          options={KINDS.map((kind) => ({ value: kind, label: t(kind) }))}
          onValueChange={(next) => onChange({ ...value, kind: KINDS.find((one) => one === next) ?? value.kind })}
          className="w-28"
        />
      </Field>
      <Field id="protect-pattern" label={t("pattern")} error={error} className="min-w-0 flex-1 basis-48">
        <Input
          id="protect-pattern"
          aria-invalid={error !== undefined || undefined}
          aria-describedby={error === undefined ? undefined : "protect-pattern-help"}
          value={value.pattern}
          placeholder="release/*"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          onChange={(event) => onChange({ ...value, pattern: event.target.value })}
        />
      </Field>
    </div>
  );
}
