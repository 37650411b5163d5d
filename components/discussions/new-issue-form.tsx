"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { useDrafts } from "@/components/hooks/use-drafts";
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

/** The template is kept with the words that were begun from it. */
const KEPT = ["template", "title", "description"] as const;

const focusAtStart = (input: HTMLInputElement | null) => input?.focus();

export function NewIssueForm({ at, base, templates }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [first] = templates;
  const draft = `draft ${at.shelf}/${at.namespace}/${at.name} new`;
  const { written, write, forget } = useDrafts(draft, KEPT);
  const chosen = templates.find(({ name }) => name === written.template) ?? first;
  const template = chosen?.name;
  const { title = chosen?.title ?? "", description = chosen?.body ?? "" } = written;
  const create = useMutation(
    trpc.discussions.createIssue.mutationOptions({
      onSuccess: ({ number }) => {
        forget();
        router.push(discussionHref(base, number));
      },
    }),
  );
  const begun = template === undefined ? {} : { template };
  const use = (name: string) => {
    const next = templates.find((one) => one.name === name);
    write({ template: name, title: next?.title ?? "", description: next?.body ?? "" });
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
            value={template ?? ""}
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
          onChange={(event) => write({ ...begun, title: event.target.value })}
        />
      </Field>
      <MarkdownBox
        id="description"
        label={t("description")}
        value={description}
        onChange={(text) => write({ ...begun, description: text })}
        rows={10}
      />
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
