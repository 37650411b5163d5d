"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useDrafts } from "@/components/hooks/use-drafts";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { MAX_TITLE } from "@/server/discussions/contract/max-title";
import { headOf, nameOfSide, type PullEnds, type PullSide } from "@/server/discussions/contract/pull-side";
import { discussionHref } from "./discussion-href";
import { MarkdownBox } from "./markdown-box";
import { proposedWords } from "./proposed-words";
import { PullBranches } from "./pull-branches";
import { PullPreview } from "./pull-preview";
import { RefusalNote } from "./refusal-note";

interface Props {
  /** Where it may lead, and what may have its branch. */
  targets: readonly PullSide[];
  sources: readonly PullSide[];
  start: PullEnds;
  description: string;
}

const KEPT = ["title", "description"] as const;

export function NewPullForm({ targets, sources, start, description: template }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [ends, setEnds] = useState(start);
  const about = `${nameOfSide(start.from)} ${start.base}...${start.head}`;
  const { written, write, forget } = useDrafts(`draft ${start.into.href} ${about} new`, KEPT);
  const [isDraft, setDraft] = useState(false);
  const { into, base, from, head } = ends;
  const create = useMutation(
    trpc.discussions.createPull.mutationOptions({
      onSuccess: ({ number }) => {
        forget();
        router.push(discussionHref(into.href, number));
      },
    }),
  );
  const isNothing = head === "" || (head === base && nameOfSide(from) === nameOfSide(into));
  const heads = { base, head, ...headOf(from, into) };
  const compared = useQuery(
    trpc.discussions.comparePull.queryOptions({ ...into.at, ...heads }, { retry: false, enabled: !isNothing }),
  );
  const { title, description } = { ...proposedWords(compared.data, template), ...written };
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ ...into.at, ...heads, title, description, isDraft });
      }}
    >
      <PullBranches {...{ ends, targets, sources }} onChange={setEnds} />
      {isNothing ? null : <PullPreview compared={compared.data} error={compared.error} />}
      <Field id="title" label={t("titleField")}>
        <Input
          id="title"
          required
          maxLength={MAX_TITLE}
          value={title}
          onChange={(event) => write({ title: event.target.value })}
        />
      </Field>
      <MarkdownBox
        id="description"
        label={t("description")}
        value={description}
        onChange={(text) => write({ description: text })}
        rows={8}
      />
      <div className="text-small flex items-center gap-2">
        <Checkbox id="draft" checked={isDraft} onCheckedChange={(on) => setDraft(on === true)} />
        <label htmlFor="draft">{t("asDraft")}</label>
      </div>
      <RefusalNote error={create.error} />
      <Button
        type="submit"
        variant="primary"
        className="justify-self-start"
        disabled={title.trim() === "" || isNothing}
        busy={create.isPending || create.isSuccess}
      >
        {t("openPull")}
      </Button>
    </form>
  );
}
