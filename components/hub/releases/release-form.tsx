"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/checkbox";
import { ChoiceField } from "@/components/ui/choice-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { Release } from "@/server/hub/contract/release";
import type { Repo } from "@/server/hub/contract/repo";
import { addressOf, hrefOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";

type Draft = Pick<Release, "tag" | "title" | "notes" | "isDraft" | "isPrerelease">;
type Known = Pick<Release, "isDraft" | "target">;

interface Props {
  repo: Pick<Repo, "kind" | "namespace" | "name" | "defaultBranch">;
  draft: Draft;
  /** The release that is changed; absent for a new one. */
  known?: Known | undefined;
}

/** A tag, made where there is none, a title and notes in Markdown. */
export function ReleaseForm({ repo, draft, known }: Props) {
  const t = useTranslations("releases");
  const { tag, title, notes, isDraft, isPrerelease } = draft;
  const [values, setValues] = useState<Draft>({ tag, title, notes, isDraft, isPrerelease });
  const [revision, setRevision] = useState(known?.target?.ref ?? repo.defaultBranch);
  const hasNoTag = known === undefined || known.target !== null;
  const { save, isPending, error } = useSave({ repo, known });
  const set = (change: Partial<Draft>) => setValues((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const asked = revision.trim();
    const isMoved = asked !== known?.target?.ref; // the draft keeps its commit when its branch has gone on
    save({ ...values, tag: values.tag.trim() }, hasNoTag && isMoved ? asked : "");
  };
  return (
    <form onSubmit={submit} className="max-w-form grid grid-cols-1 gap-4">
      <div className="flex flex-wrap gap-4">
        <Field id="release-tag" label={t("tag")} className="min-w-0 flex-1 basis-48">
          <Input
            id="release-tag"
            value={values.tag}
            disabled={known !== undefined}
            required
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            onChange={(event) => set({ tag: event.target.value })}
          />
        </Field>
        {hasNoTag ? (
          <Field
            id="release-from"
            label={t("from")}
            help={t(known ? "fromHelpDraft" : "fromHelp")}
            className="min-w-0 flex-1 basis-48"
          >
            <Input
              id="release-from"
              aria-describedby="release-from-help"
              value={revision}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
              onChange={(event) => setRevision(event.target.value)}
            />
          </Field>
        ) : null}
      </div>
      <Field id="release-title" label={t("name")}>
        <Input
          id="release-title"
          value={values.title}
          required
          maxLength={200}
          onChange={(event) => set({ title: event.target.value })}
        />
      </Field>
      <Field id="release-notes" label={t("notes")} help={t("notesHelp")}>
        <Textarea
          id="release-notes"
          aria-describedby="release-notes-help"
          rows={12}
          value={values.notes}
          onChange={(event) => set({ notes: event.target.value })}
        />
      </Field>
      <ChoiceField id="release-pre" label={t("prerelease")} help={t("prereleaseHelp")}>
        <Checkbox
          id="release-pre"
          checked={values.isPrerelease}
          onCheckedChange={(checked) => set({ isPrerelease: checked === true })}
        />
      </ChoiceField>
      <ChoiceField id="release-draft" label={t("draft")} help={t(known?.isDraft ? "draftNow" : "draftHelp")}>
        <Checkbox
          id="release-draft"
          checked={values.isDraft}
          onCheckedChange={(checked) => set({ isDraft: checked === true })}
        />
      </ChoiceField>
      {error ? <Callout tone="danger" title={error} /> : null}
      <Button type="submit" variant="primary" busy={isPending} className="justify-self-start">
        {t(labelOf(values, known))}
      </Button>
    </form>
  );
}

function labelOf({ isDraft }: Draft, known: Known | undefined) {
  if (isDraft) return "saveDraft";
  return known && !known.isDraft ? "save" : "publish";
}

/** What a release became by being saved. */
function toldOf({ isDraft }: Pick<Draft, "isDraft">, known: Known | undefined) {
  if (isDraft) return "savedDraft";
  return known && !known.isDraft ? "saved" : "published";
}

function useSave({ repo, known }: Omit<Props, "draft">) {
  const t = useTranslations("releases");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const onSuccess = ({ tag, isDraft }: Pick<Release, "tag" | "isDraft">) =>
    changed(t(toldOf({ isDraft }, known), { tag }), hrefOf(repo, "releases"));
  const create = useMutation(trpc.hub.createRelease.mutationOptions({ onSuccess }));
  const update = useMutation(trpc.hub.updateRelease.mutationOptions({ onSuccess }));
  return {
    isPending: create.isPending || update.isPending,
    error: (create.error ?? update.error)?.message ?? null,
    save: (values: Draft, revision: string) =>
      (known ? update : create).mutate({ ...addressOf(repo), ...values, ...(revision && { revision }) }),
  };
}
