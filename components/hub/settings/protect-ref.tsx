"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { REF_RULE_LEVELS } from "@/server/git/contract";
import type { ProtectedRef } from "@/server/hub/contract/refs";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { RefNames, type RuleNames } from "./ref-names";
import { useRepoChange } from "./use-repo-change";

type Level = (typeof REF_RULE_LEVELS)[number];
const LEVELS = ["write", "admin", "nobody"] as const satisfies readonly Level[];
const ACTS = ["push", "merge", "force"] as const;
const NO_NAMES: RuleNames = { kind: "branch", pattern: "" };
const FIRST: Record<(typeof ACTS)[number], Level> = { push: "write", merge: "write", force: "nobody" };

interface Props {
  repo: NamedRepo;
  /** The one that is edited, whose names stay; without it one is made. */
  rule?: ProtectedRef;
  /** Those there are. */
  rules: readonly RuleNames[];
  onDone?: () => void;
}

/** A pattern of names and who may do what. */
export function ProtectRef({ repo, rule, rules, onDone }: Props) {
  const t = useTranslations("protectedRefs");
  const id = useId();
  const [names, setNames] = useState<RuleNames>(rule ?? NO_NAMES);
  const [people, setPeople] = useState(rule?.people.join(" ") ?? "");
  const [levels, setLevels] = useState(rule ? levelsOf(rule) : FIRST);
  const protect = useProtect({ isNew: !rule, onDone, onAdded: () => [setNames(NO_NAMES), setPeople("")] });
  const pattern = names.pattern.trim();
  const isThere = !rule && rules.some((one) => one.kind === names.kind && one.pattern === pattern);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const listed = people.split(/[\s,]+/).filter(Boolean);
    protect.mutate({ ...addressOf(repo), kind: names.kind, pattern, ...levels, people: listed, mustBeNew: !rule });
  };
  const stranger = protect.error?.data?.domain?.details.thing === "User" ? protect.error.message : undefined;
  const refusal = stranger === undefined ? protect.error?.message : undefined;
  return (
    <form onSubmit={submit} aria-label={rule ? t("edit", { pattern }) : undefined} className="grid flex-1 gap-3">
      {rule ? (
        <p className="text-small font-medium break-words">{t("edit", { pattern })}</p>
      ) : (
        <RefNames
          value={names}
          error={isThere ? t("exists", { pattern }) : refusal}
          onChange={(next) => [protect.reset(), setNames(next)]}
        />
      )}
      <div className="flex flex-wrap gap-3">
        {ACTS.map((act) => (
          <Field key={act} id={`${id}-${act}`} label={t(act)}>
            <Select
              id={`${id}-${act}`}
              value={levels[act]}
              options={LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))}
              onValueChange={(next) => setLevels({ ...levels, [act]: levelOf(next) })}
              className="w-40"
            />
          </Field>
        ))}
      </div>
      <PeopleField value={people} error={stranger} onChange={(next) => [protect.reset(), setPeople(next)]} />
      {rule && refusal ? <Callout tone="danger" title={refusal} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={pattern === "" || isThere} busy={protect.isPending}>
          {t(rule ? "save" : "add")}
        </Button>
        {onDone ? (
          <Button variant="ghost" onClick={onDone}>
            {t("cancel")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

interface PeopleProps {
  value: string;
  error: string | undefined;
  onChange: (next: string) => void;
}

function PeopleField({ value, error, onChange }: PeopleProps) {
  const t = useTranslations("protectedRefs");
  const id = useId();
  return (
    <Field id={id} label={t("people")} help={t("peopleHelp")} error={error}>
      <Input
        id={id}
        aria-describedby={`${id}-help`}
        aria-invalid={error !== undefined || undefined}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

interface Outcome {
  isNew: boolean;
  onAdded: () => void;
  onDone: (() => void) | undefined;
}

function useProtect({ isNew, onAdded, onDone }: Outcome) {
  const t = useTranslations("protectedRefs");
  const trpc = useTRPC();
  const changed = useRepoChange();
  return useMutation(
    trpc.hub.protectRef.mutationOptions({
      onSuccess: async ({ pattern }) => {
        if (isNew) onAdded();
        await changed(t(isNew ? "added" : "saved", { pattern }));
        onDone?.();
      },
    }),
  );
}

const levelsOf = ({ push, merge, force }: ProtectedRef) => ({ push, merge, force });
const levelOf = (value: string): Level => LEVELS.find((level) => level === value) ?? "admin";
