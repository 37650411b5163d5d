"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ChoiceField } from "@/components/ui/choice-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import type { DiscussionSettings } from "@/server/discussions/contract";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { RefusalNote } from "../refusal-note";

const REVIEW_RULES = ["dismissesStaleApprovals", "requiresLastPushApproval", "requiresCodeOwners"] as const;
const METHODS = ["merge", "squash", "rebase"] as const;

export function DiscussionRules({ at, settings }: { at: RepoAddress; settings: DiscussionSettings }) {
  const t = useTranslations("discussionSettings");
  const words = useTranslations("discussions");
  const trpc = useTRPC();
  const changed = useChanged();
  const [isEnabled, setEnabled] = useState(settings.isEnabled);
  const [rules, setRules] = useState<readonly string[]>(REVIEW_RULES.filter((rule) => settings[rule]));
  const [methods, setMethods] = useState<readonly string[]>(settings.mergeMethods);
  const [isWrong, setWrong] = useState(false);
  const update = useMutation(
    trpc.discussions.updateDiscussionSettings.mutationOptions({ onSuccess: () => changed(t("saved")) }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const facts = new FormData(event.currentTarget);
    const asked = approvalsOf(String(facts.get("approvals")));
    setWrong(asked === null);
    if (asked === null) return;
    update.mutate({
      ...{ ...at, isEnabled },
      ...Object.fromEntries(REVIEW_RULES.map((rule) => [rule, rules.includes(rule)])),
      requiredApprovals: asked,
      requiredChecks: linesOf(String(facts.get("checks"))),
      mergeMethods: METHODS.filter((method) => methods.includes(method)),
    });
  };
  return (
    <form className="grid grid-cols-1 gap-5" noValidate onSubmit={submit}>
      <ChoiceField id="enabled" label={t("enabled")} help={t("enabledHelp")} controlAt="end">
        <Switch id="enabled" checked={isEnabled} onCheckedChange={setEnabled} />
      </ChoiceField>
      <ApprovalsField first={settings.requiredApprovals} isWrong={isWrong} onChange={() => setWrong(false)} />
      <fieldset className="grid gap-2">
        <legend className="text-small mb-2 font-medium">{t("reviewRules")}</legend>
        {REVIEW_RULES.map((rule) => (
          <ChoiceField key={rule} id={rule} label={t(rule)} help={t(`${rule}Help`)}>
            <Checkbox
              id={rule}
              checked={rules.includes(rule)}
              onCheckedChange={(isOn) =>
                setRules(isOn === true ? [...rules, rule] : rules.filter((one) => one !== rule))
              }
            />
          </ChoiceField>
        ))}
      </fieldset>
      <Field id="checks" label={t("checks")} help={t("checksHelp")}>
        <Textarea
          id="checks"
          name="checks"
          rows={3}
          spellCheck={false}
          defaultValue={settings.requiredChecks.join("\n")}
          className="font-mono"
          aria-describedby="checks-help"
        />
      </Field>
      <fieldset className="grid gap-2">
        <legend className="text-small mb-2 font-medium">{t("methods")}</legend>
        {METHODS.map((method) => (
          <ChoiceField key={method} id={`method-${method}`} label={words(`methods.${method}`)}>
            <Checkbox
              id={`method-${method}`}
              checked={methods.includes(method)}
              onCheckedChange={(isOn) =>
                setMethods(isOn === true ? [...methods, method] : methods.filter((one) => one !== method))
              }
            />
          </ChoiceField>
        ))}
      </fieldset>
      <RefusalNote error={update.error} />
      <Button
        type="submit"
        variant="primary"
        busy={update.isPending}
        disabled={methods.length === 0}
        className="justify-self-start"
      >
        {words("save")}
      </Button>
    </form>
  );
}

const MAX_APPROVALS = 10;

interface ApprovalsProps {
  first: number;
  isWrong: boolean;
  onChange: () => void;
}

function ApprovalsField({ first, isWrong, onChange }: ApprovalsProps) {
  const t = useTranslations("discussionSettings");
  return (
    <Field id="approvals" label={t("approvals")} help={t("approvalsHelp")} error={isWrong && t("wrongApprovals")}>
      <Input
        id="approvals"
        name="approvals"
        type="number"
        min={0}
        max={MAX_APPROVALS}
        required
        defaultValue={first}
        aria-describedby="approvals-help"
        aria-invalid={isWrong || undefined}
        onChange={onChange}
      />
    </Field>
  );
}

/** A whole number of approvals that one can ask for; `null` for anything else. */
function approvalsOf(text: string): number | null {
  const asked = /^\d{1,2}$/.test(text) ? Number(text) : MAX_APPROVALS + 1;
  return asked <= MAX_APPROVALS ? asked : null;
}

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  ),
];
