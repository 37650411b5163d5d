"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { TagRule, TagRuleKind } from "@/server/hub/contract/tag-rule";

/** What is typed about a rule. */
interface RuleDraft {
  readonly rule: TagRuleKind;
  readonly target: string;
  readonly position: string;
  readonly labelEn: string;
  readonly labelZh: string;
}

const KINDS: readonly TagRuleKind[] = ["hidden", "featured", "alias"];

export const draftOf = (rule: TagRule | null): RuleDraft => ({
  rule: rule?.rule ?? "hidden",
  target: rule?.target ?? "",
  position: String(rule?.position ?? 0),
  labelEn: rule?.labelEn ?? "",
  labelZh: rule?.labelZh ?? "",
});

/** Whether everything is there that this kind of rule needs. */
export function isWhole({ rule, target, position }: RuleDraft): boolean {
  if (rule === "alias") return target.trim() !== "";
  return rule === "hidden" || /^\d{1,4}$/.test(position);
}

/** Only what belongs to the kind of rule. */
export function ruleIn({ rule, target, position, labelEn, labelZh }: RuleDraft) {
  if (rule === "alias") return { rule, target };
  if (rule === "hidden") return { rule };
  const labels = { ...(labelEn.trim() && { labelEn }), ...(labelZh.trim() && { labelZh }) };
  return { rule, position: Number(position), ...labels };
}

interface Props {
  draft: RuleDraft;
  onChange: (draft: RuleDraft) => void;
}

export function TagRuleFields({ draft, onChange }: Props) {
  const t = useTranslations("adminTagActions");
  const options = KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }));
  const choose = (value: string) => onChange({ ...draft, rule: KINDS.find((kind) => kind === value) ?? draft.rule });
  return (
    <>
      <Field id="tag-rule" label={t("rule")} help={t(`helps.${draft.rule}`)}>
        <Select id="tag-rule" label={t("rule")} value={draft.rule} options={options} onValueChange={choose} />
      </Field>
      {draft.rule === "alias" ? (
        <TextField name="target" help={t("targetHelp")} maxLength={200} {...{ draft, onChange }} />
      ) : null}
      {draft.rule === "featured" ? (
        <>
          <TextField name="position" help={t("positionHelp")} maxLength={4} isNumber {...{ draft, onChange }} />
          <TextField name="labelEn" help={t("labelHelp")} maxLength={60} {...{ draft, onChange }} />
          <TextField name="labelZh" help={t("labelHelp")} maxLength={60} {...{ draft, onChange }} />
        </>
      ) : null}
    </>
  );
}

interface TextProps extends Props {
  name: Exclude<keyof RuleDraft, "rule">;
  help: string;
  maxLength: number;
  isNumber?: boolean;
}

function TextField({ name, help, maxLength, isNumber, draft, onChange }: TextProps) {
  const t = useTranslations("adminTagActions");
  const id = `tag-rule-${name}`;
  return (
    <Field id={id} label={t(name)} help={help}>
      <Input
        id={id}
        value={draft[name]}
        maxLength={maxLength}
        inputMode={isNumber ? "numeric" : "text"}
        autoComplete="off"
        aria-describedby={`${id}-help`}
        onChange={({ target }) => onChange({ ...draft, [name]: target.value })}
      />
    </Field>
  );
}
