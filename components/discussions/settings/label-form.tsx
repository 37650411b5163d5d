"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { LabelBadge } from "../label-badge";
import { RefusalNote } from "../refusal-note";

interface Props {
  at: RepoAddress;
  /** The one that is changed; without it one is made. */
  label?: { readonly name: string; readonly color: string; readonly description: string };
  onDone?: () => void;
}

const NEW = { name: "", color: "6e7781", description: "" };

/** Name, colour and meaning of a label, shown as it will look. */
export function LabelForm({ at, label, onDone }: Props) {
  const t = useTranslations("discussionSettings");
  const words = useTranslations("discussions");
  const trpc = useTRPC();
  const changed = useChanged();
  const id = useId();
  const [facts, setFacts] = useState(label ?? NEW);
  const save = useMutation(
    trpc.discussions.putLabel.mutationOptions({
      onSuccess: ({ name }) => {
        if (!label) setFacts(NEW);
        onDone?.();
        changed(t("labelSaved", { name }));
      },
    }),
  );
  const name = facts.name.trim();
  const isTaken = save.error?.data?.domain?.code === "name_taken";
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { color, description } = facts;
    const wanted = { newName: name, color, description: description.trim() };
    save.mutate({ ...at, label: label?.name ?? name, ...wanted, mustBeNew: !label });
  };
  return (
    <form className="grid min-w-0 flex-1 grid-cols-1 gap-4" onSubmit={submit}>
      <div className="flex flex-wrap gap-4">
        <Field
          id={`${id}-name`}
          label={t("name")}
          error={isTaken && t("labelTaken")}
          className="min-w-0 flex-1 basis-48"
        >
          <Input
            id={`${id}-name`}
            required
            maxLength={50}
            aria-invalid={isTaken || undefined}
            aria-describedby={isTaken ? `${id}-name-help` : undefined}
            value={facts.name}
            onChange={(event) => {
              save.reset();
              setFacts({ ...facts, name: event.target.value });
            }}
          />
        </Field>
        <Field id={`${id}-color`} label={t("color")}>
          <input
            id={`${id}-color`}
            type="color"
            value={`#${facts.color}`}
            className="rounded-control bg-surface-raised h-8 w-16 border p-1"
            onChange={(event) => setFacts({ ...facts, color: event.target.value.slice(1) })}
          />
        </Field>
      </div>
      <Field id={`${id}-about`} label={t("about")}>
        <Input
          id={`${id}-about`}
          maxLength={200}
          value={facts.description}
          onChange={(event) => setFacts({ ...facts, description: event.target.value })}
        />
      </Field>
      <RefusalNote error={isTaken ? null : save.error} />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" busy={save.isPending} disabled={name === ""}>
          {label ? words("save") : t("create")}
        </Button>
        {onDone ? (
          <Button variant="ghost" onClick={onDone}>
            {words("cancel")}
          </Button>
        ) : null}
        {name === "" ? null : <LabelBadge label={{ name, color: facts.color }} />}
      </div>
    </form>
  );
}
