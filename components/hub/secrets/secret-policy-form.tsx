"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import type { NamedRepo } from "@/server/hub/contract/repo";
import type { SecretPolicy } from "@/server/hub/contract/secrets";
import { addressOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";

const MODES = ["inherit", "warn", "block"] as const;

interface Props {
  repo: NamedRepo;
  policy: SecretPolicy;
}

/** What happens with the next secrets; less than the installation asks for cannot be had. */
export function SecretPolicyForm({ repo, policy }: Props) {
  const t = useTranslations("repoSecurity");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [mode, setMode] = useState(policy.mode);
  const [paths, setPaths] = useState(policy.allowedPaths.join("\n"));
  const update = useMutation(
    trpc.hub.updateSecretPolicy.mutationOptions({ onSuccess: () => changed(t("policySaved")) }),
  );
  const { installation } = policy;
  const help = {
    inherit: t(`installation.${installation}`),
    warn: t(installation === "block" ? "installationBlocks" : "warnText"),
    block: t("blockText"),
  };
  const allowedPaths = paths.split("\n").flatMap((line) => line.trim() || []);
  return (
    <div className="grid grid-cols-1 gap-4">
      <RadioGroup
        label={t("policy")}
        variant="cards"
        value={mode}
        onValueChange={(next) => setMode(MODES.find((value) => value === next) ?? mode)}
        options={MODES.map((value) => ({
          value,
          label: t(`modes.${value}`),
          help: help[value],
          isDisabled: value === "warn" && installation === "block",
        }))}
      />
      <Field id="allowed-paths" label={t("paths")} help={t(installation === "block" ? "pathsBlocked" : "pathsHelp")}>
        <Textarea
          id="allowed-paths"
          rows={3}
          spellCheck={false}
          value={paths}
          placeholder="tests/**"
          className="font-mono"
          aria-describedby="allowed-paths-help"
          onChange={(event) => setPaths(event.target.value)}
        />
      </Field>
      {update.error ? <Callout tone="danger" title={update.error.message} /> : null}
      <Button
        variant="primary"
        className="justify-self-start"
        busy={update.isPending}
        onClick={() => update.mutate({ ...addressOf(repo), mode, allowedPaths })}
      >
        {t("save")}
      </Button>
    </div>
  );
}
