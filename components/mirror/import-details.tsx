"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { FormSection } from "@/components/patterns/form-section";
import { useVisibilityOptions } from "@/components/patterns/visibility-options";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import type { Visibility } from "@/server/access/contract";
import { SHELVES, shelfOf } from "@/server/hub/contract/shelf";
import type { ImportPreview } from "@/server/mirror/contract";
import { type HowOften, ImportLasting } from "./import-lasting";
import { PatternFields } from "./pattern-fields";
import { patternsOf, type RemoteValues, remoteInput } from "./remote-values";

interface Props {
  found: ImportPreview;
  remote: RemoteValues;
  owners: readonly string[];
  /** What a new repository is until somebody chooses. */
  visibility: Visibility;
}

/** What the repository becomes here. */
export function ImportDetails({ found, remote, owners, visibility: usual }: Props) {
  const t = useTranslations("importRepo");
  const visibilities = useVisibilityOptions();
  const [shelf, setShelf] = useState(shelfOf(found.kind));
  const [namespace, setNamespace] = useState(owners[0] ?? "");
  const [name, setName] = useState(found.suggestedName);
  const [visibility, setVisibility] = useState(usual);
  const [often, setOften] = useState<HowOften>({ isLasting: false, intervalMinutes: 24 * 60 });
  const [patterns, setPatterns] = useState({ refs: "", skipFiles: "" });
  const { start, nameError, error } = useImport();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate({
      ...remoteInput(remote),
      ...{ shelf, namespace, name: name.trim(), visibility, ...often },
      ...{ refs: patternsOf(patterns.refs), skipFiles: patternsOf(patterns.skipFiles) },
    });
  };
  return (
    <form onSubmit={submit} className="border-t pt-8">
      <FormSection title={t("to")} description={t("toText")}>
        <Field id="import-shelf" label={t("kind")}>
          <Select
            id="import-shelf"
            value={shelf}
            options={SHELVES.map((value) => ({ value, label: t(`shelves.${value}`) }))}
            onValueChange={(next) => setShelf(SHELVES.find((one) => one === next) ?? shelf)}
          />
        </Field>
        <Field id="import-owner" label={t("owner")}>
          <Select
            id="import-owner"
            value={namespace}
            options={owners.map((owner) => ({ value: owner, label: owner }))}
            onValueChange={setNamespace}
          />
        </Field>
        <Field id="import-name" label={t("name")} error={nameError}>
          <Input
            id="import-name"
            required
            maxLength={96}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={nameError ? true : undefined}
            aria-describedby="import-name-help"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
      </FormSection>
      <FormSection title={t("visibility")}>
        <RadioGroup
          label={t("visibility")}
          variant="cards"
          options={visibilities}
          value={visibility}
          onValueChange={(next) => setVisibility(visibilities.find(({ value }) => value === next)?.value ?? visibility)}
        />
      </FormSection>
      <ImportLasting value={often} onChange={setOften} />
      <div className="grid grid-cols-1 gap-4">
        <PatternFields id="import" direction="pull" values={patterns} onChange={setPatterns} />
        {error ? <Callout tone="danger" title={error} /> : null}
        <Button
          type="submit"
          variant="primary"
          size="lg"
          busy={start.isPending || start.isSuccess}
          className="justify-self-start"
        >
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}

/** What the name has against it stands at the name, the rest above the button. */
function useImport() {
  const t = useTranslations("importRepo");
  const trpc = useTRPC();
  const router = useRouter();
  const start = useMutation(
    trpc.mirror.importRepo.mutationOptions({
      onSuccess: ({ id, repo }) => {
        const { kind, namespace, name } = repo;
        router.push(`/new/import?${new URLSearchParams({ shelf: shelfOf(kind), namespace, name, mirror: id })}`);
      },
    }),
  );
  const isTaken = start.error?.data?.domain?.code === "name_taken";
  return { start, nameError: isTaken ? t("taken") : undefined, error: isTaken ? undefined : start.error?.message };
}
