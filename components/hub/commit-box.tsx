"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { CommitChoices } from "@/server/discussions/contract";
import { MAX_TITLE } from "@/server/discussions/contract/max-title";
import { beginningOf } from "@/server/kernel/contract/beginning-of";
import type { CommitMessage } from "./commit-message";
import { CommitTarget } from "./commit-target";

interface Props {
  /** The summary when nothing is typed. */
  suggestion: string;
  branch: string;
  choices: CommitChoices;
  /** When the change goes to the branch itself. */
  button: string;
  /** Beside the button: what is missing. */
  note?: string | null;
  isDisabled?: boolean;
  isBusy: boolean;
  isDestructive?: boolean;
  error: string | null;
  /** What was said when this change was last sent, where it came back. */
  last?: CommitMessage | null;
  onCommit: (message: CommitMessage) => void;
}

/** What a change is called in the history, and whether it goes there at once or is proposed. */
export function CommitBox({ suggestion, button, note, isDisabled = false, isDestructive = false, ...props }: Props) {
  const { branch, choices, isBusy, error, last = null, onCommit } = props;
  const t = useTranslations("commitBox");
  const [summary, setSummary] = useState(last?.summary ?? "");
  const [description, setDescription] = useState(last?.description ?? "");
  const [isProposal, setProposal] = useState(last ? last.proposal !== null : !choices.canCommit);
  const [head, setHead] = useState(last?.proposal?.head ?? choices.newBranch ?? "");
  const longest = isProposal ? MAX_TITLE : 500;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isDisabled || isBusy) return;
    const words = { summary: beginningOf(summary.trim() || suggestion, longest), description: description.trim() };
    onCommit({ ...words, proposal: isProposal ? { ...(choices.newBranch !== null && { head: head.trim() }) } : null });
  };
  return (
    <form onSubmit={submit} className="grid grid-cols-1 gap-4">
      <Field id="commit-summary" label={t(isProposal ? "pullTitle" : "summary")}>
        <Input
          id="commit-summary"
          value={summary}
          placeholder={suggestion}
          maxLength={longest}
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
      <CommitTarget {...{ branch, choices, isProposal, head }} onChoose={setProposal} onHead={setHead} />
      {error ? (
        <Callout tone="danger" title={t("refused")}>
          <p className="whitespace-pre-wrap">{error}</p>
        </Callout>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant={isDestructive ? "destructive" : "primary"} busy={isBusy} disabled={isDisabled}>
          {isProposal ? t("propose") : button}
        </Button>
        {note ? <p className="text-small text-text-muted">{note}</p> : null}
      </div>
    </form>
  );
}
