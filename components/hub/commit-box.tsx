"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";

interface CommitMessage {
  readonly summary: string;
  readonly description: string;
}

interface Props {
  /** The summary when nothing is typed. */
  suggestion: string;
  button: string;
  /** Beside the button: what is missing. */
  note?: string | null;
  isDisabled?: boolean;
  isBusy: boolean;
  isDestructive?: boolean;
  error: string | null;
  onCommit: (message: CommitMessage) => void;
}

/** What a change is called in the history. */
export function CommitBox({ suggestion, button, note, isDisabled = false, isDestructive = false, ...props }: Props) {
  const { isBusy, error, onCommit } = props;
  const t = useTranslations("commitBox");
  const [summary, setSummary] = useState("");
  const [description, setDescription] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isDisabled && !isBusy) onCommit({ summary: summary.trim() || suggestion, description: description.trim() });
  };
  return (
    <form onSubmit={submit} className="grid grid-cols-1 gap-4">
      <Field id="commit-summary" label={t("summary")}>
        <Input
          id="commit-summary"
          value={summary}
          placeholder={suggestion}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => setSummary(event.target.value)}
        />
      </Field>
      <Field id="commit-description" label={t("description")} aside={t("optional")}>
        <Textarea
          id="commit-description"
          value={description}
          maxLength={10_000}
          rows={3}
          onChange={(event) => setDescription(event.target.value)}
        />
      </Field>
      {error ? (
        <Callout tone="danger" title={t("refused")}>
          <p className="whitespace-pre-wrap">{error}</p>
        </Callout>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant={isDestructive ? "destructive" : "primary"} busy={isBusy} disabled={isDisabled}>
          {button}
        </Button>
        {note ? <p className="text-small text-text-muted">{note}</p> : null}
      </div>
    </form>
  );
}
