"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { discussionHref } from "./discussion-href";
import { MarkdownBox } from "./markdown-box";
import { RefusalNote } from "./refusal-note";

interface Props {
  at: RepoAddress;
  base: string;
  branches: readonly string[];
  defaultBranch: string;
  /** Branch that is already chosen, and where a fork has it. */
  head: string | undefined;
  description: string;
}

export function NewPullForm({ at, base, branches, defaultBranch, head: asked, description: start }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const others = branches.filter((branch) => branch !== defaultBranch);
  const [into, setInto] = useState(defaultBranch);
  const [head, setHead] = useState(asked ?? others[0] ?? "");
  const [title, setTitle] = useState("");
  const [description, setDescription] = useState(start);
  const [isDraft, setDraft] = useState(false);
  const create = useMutation(
    trpc.discussions.createPull.mutationOptions({
      onSuccess: ({ number }) => router.push(discussionHref(base, number)),
    }),
  );
  const options = branches.map((branch) => ({ value: branch, label: branch }));
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ ...at, title, description, base: into, head, isDraft });
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="base" label={t("into")}>
          <Select id="base" value={into} options={options} onValueChange={setInto} />
        </Field>
        <Field id="head" label={t("from")} {...(others.length === 0 && { help: t("noBranches") })}>
          <Select id="head" value={head} options={options} onValueChange={setHead} />
        </Field>
      </div>
      <Field id="title" label={t("titleField")}>
        <Input id="title" required maxLength={255} value={title} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <MarkdownBox id="description" label={t("description")} value={description} onChange={setDescription} rows={8} />
      <div className="text-small flex items-center gap-2">
        <Checkbox id="draft" checked={isDraft} onCheckedChange={(on) => setDraft(on === true)} />
        <label htmlFor="draft">{t("asDraft")}</label>
      </div>
      <RefusalNote error={create.error} />
      <Button
        type="submit"
        variant="primary"
        className="justify-self-start"
        disabled={title.trim() === "" || head === "" || head === into}
        busy={create.isPending || create.isSuccess}
      >
        {t("openPull")}
      </Button>
    </form>
  );
}
