"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { REF_RULE_LEVELS } from "@/server/git/contract";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "./use-repo-change";

type Level = (typeof REF_RULE_LEVELS)[number];
const LEVELS = ["write", "admin", "nobody"] as const satisfies readonly Level[];
const KINDS = ["branch", "tag"] as const;
const ACTS = ["push", "merge", "force"] as const;

/** A pattern of names and who may do what; the same pattern again changes its rule. */
export function ProtectRef({ repo }: { repo: NamedRepo }) {
  const t = useTranslations("protectedRefs");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [kind, setKind] = useState<"branch" | "tag">("branch");
  const [pattern, setPattern] = useState("");
  const [people, setPeople] = useState("");
  const [levels, setLevels] = useState<Record<(typeof ACTS)[number], Level>>(FIRST);
  const protect = useMutation(
    trpc.hub.protectRef.mutationOptions({
      onSuccess: async (rule) => {
        setPattern("");
        setPeople("");
        await changed(t("added", { pattern: rule.pattern }));
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const names = people.split(/[\s,]+/).filter(Boolean);
    protect.mutate({ ...addressOf(repo), kind, pattern: pattern.trim(), ...levels, people: names });
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      <div className="flex flex-wrap items-end gap-2">
        <Select
          label={t("kind")}
          value={kind}
          options={KINDS.map((value) => ({ value, label: t(value) }))}
          onValueChange={(next) => setKind(KINDS.find((one) => one === next) ?? kind)}
          className="w-28"
        />
        <Field
          id="protect-pattern"
          label={t("pattern")}
          error={protect.error?.message}
          className="min-w-0 flex-1 basis-48"
        >
          <Input
            id="protect-pattern"
            aria-invalid={protect.isError || undefined}
            aria-describedby="protect-pattern-help"
            value={pattern}
            placeholder="release/*"
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            onChange={(event) => setPattern(event.target.value)}
          />
        </Field>
        <Button type="submit" disabled={pattern.trim() === ""} busy={protect.isPending}>
          {t("add")}
        </Button>
      </div>
      <div className="flex flex-wrap gap-3">
        {ACTS.map((act) => (
          <Field key={act} id={`protect-${act}`} label={t(act)}>
            <Select
              id={`protect-${act}`}
              value={levels[act]}
              options={LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))}
              onValueChange={(next) => setLevels({ ...levels, [act]: levelOf(next) })}
              className="w-40"
            />
          </Field>
        ))}
      </div>
      <Field id="protect-people" label={t("people")} help={t("peopleHelp")}>
        <Input
          id="protect-people"
          aria-describedby="protect-people-help"
          value={people}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setPeople(event.target.value)}
        />
      </Field>
    </form>
  );
}

const FIRST = { push: "write", merge: "write", force: "nobody" } as const;
const levelOf = (value: string): Level => LEVELS.find((level) => level === value) ?? "admin";
