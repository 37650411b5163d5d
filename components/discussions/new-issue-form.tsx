"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useDraft } from "@/components/hooks/use-draft";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { MAX_TITLE } from "@/server/discussions/contract/max-title";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { discussionHref } from "./discussion-href";
import { MarkdownBox } from "./markdown-box";
import { RefusalNote } from "./refusal-note";

interface Template {
  readonly name: string;
  readonly title: string;
  readonly body: string;
}

interface Props {
  at: RepoAddress;
  base: string;
  templates: readonly Template[];
}

const focusAtStart = (input: HTMLInputElement | null) => input?.focus();

export function NewIssueForm({ at, base, templates }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [first] = templates;
  const draft = `draft ${at.shelf}/${at.namespace}/${at.name} new`;
  const [title, setTitle] = useDraft(`${draft} title`, first?.title ?? "");
  const [description, setDescription] = useDraft(draft, first?.body ?? "");
  const [template, setTemplate] = useState(first?.name);
  const create = useMutation(
    trpc.discussions.createIssue.mutationOptions({
      onSuccess: ({ number }) => {
        setTitle("");
        setDescription("");
        router.push(discussionHref(base, number));
      },
    }),
  );
  const use = (name: string) => {
    const chosen = templates.find((template) => template.name === name);
    setTemplate(name);
    setTitle(chosen?.title ?? "");
    setDescription(chosen?.body ?? "");
  };
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ ...at, title, description, template });
      }}
    >
      {templates.length > 1 ? (
        <Field id="template" label={t("template")}>
          <Select
            id="template"
            defaultValue={first?.name ?? ""}
            options={templates.map(({ name }) => ({ value: name, label: name }))}
            onValueChange={use}
          />
        </Field>
      ) : null}
      <Field id="title" label={t("titleField")}>
        <Input
          id="title"
          ref={focusAtStart}
          required
          maxLength={MAX_TITLE}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </Field>
      <MarkdownBox id="description" label={t("description")} value={description} onChange={setDescription} rows={10} />
      <RefusalNote error={create.error} />
      <Button
        type="submit"
        variant="primary"
        className="justify-self-start"
        disabled={title.trim() === ""}
        busy={create.isPending || create.isSuccess}
      >
        {t("openIssue")}
      </Button>
    </form>
  );
}
