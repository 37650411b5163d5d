"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { GATE_MODES } from "@/server/hub/contract/gate-modes";
import type { Repo } from "@/server/hub/contract/repo";
import { addressOf, hrefOf } from "../href";
import { useRepoChange } from "./use-repo-change";

interface Props {
  repo: Pick<Repo, "kind" | "namespace" | "name" | "gate">;
  accessDays: number | null;
}

const CHOICES = ["open", ...GATE_MODES] as const;

/** Who gets to the files, and for how long. The questions stand in the front matter of the card. */
export function GateSettings({ repo, accessDays }: Props) {
  const t = useTranslations("repoSettings");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [choice, setChoice] = useState<string>(repo.gate ?? "open");
  const [days, setDays] = useState(accessDays === null ? "" : String(accessDays));
  const update = useMutation(trpc.hub.updateRepo.mutationOptions({ onSuccess: () => changed(t("saved")) }));
  const asked = {
    gate: GATE_MODES.find((mode) => mode === choice) ?? null,
    accessDays: days === "" ? null : Number(days),
  };
  const isChanged = asked.gate !== repo.gate || asked.accessDays !== accessDays;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ ...addressOf(repo), ...asked });
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <RadioGroup
        label={t("gate")}
        variant="cards"
        options={CHOICES.map((value) => ({ value, label: t(`gates.${value}`), help: t(`gates.${value}Help`) }))}
        value={choice}
        onValueChange={setChoice}
      />
      {choice === "open" ? null : (
        <Field id="accessDays" label={t("accessDays")} help={t("accessDaysHelp")}>
          <Input
            id="accessDays"
            type="number"
            min={1}
            max={3_650}
            aria-describedby="accessDays-help"
            className="w-32"
            value={days}
            onChange={(event) => setDays(event.target.value)}
          />
        </Field>
      )}
      {update.error ? <Callout tone="danger" title={update.error.message} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={!isChanged} busy={update.isPending}>
          {t("save")}
        </Button>
        {repo.gate === null ? null : (
          <Button asChild>
            <Link href={hrefOf(repo, "access")}>{t("accessRequests")}</Link>
          </Button>
        )}
      </div>
    </form>
  );
}
