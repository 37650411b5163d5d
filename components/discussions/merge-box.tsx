"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { lazyPart } from "@/components/ui/lazy-part";
import { Select } from "@/components/ui/select";
import { TextLink } from "@/components/ui/text-link";
import type { DiscussionDetails, MergeState } from "@/server/discussions/contract";
import { mergeTitle } from "@/server/discussions/contract/merge-title";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { CheckList } from "./check-list";
import { discussionHref } from "./discussion-href";
import type { MergeWords } from "./merge-message";
import { readinessOf } from "./readiness";
import { RefusalNote } from "./refusal-note";
import { ReviewList } from "./review-list";

interface Props {
  at: RepoAddress;
  base: string;
  discussion: Pick<DiscussionDetails, "number" | "title" | "reviewers" | "can" | "pull">;
  state: MergeState;
  isAdmin: boolean;
}

const MergeMessage = lazyPart(() => import("./merge-message").then((module) => module.MergeMessage));
const NO_WORDS: MergeWords = { title: "", message: "" };

/** What speaks against the merge, and the button when nothing does. */
export function MergeBox({ at, base, discussion, state, isAdmin }: Props) {
  const t = useTranslations("discussions");
  const { number, reviewers, can } = discussion;
  const trpc = useTRPC();
  const router = useRouter();
  const [method, setMethod] = useState(state.methods[0] ?? "merge");
  const [words, setWords] = useState(NO_WORDS);
  const merge = useMutation(trpc.discussions.mergePull.mutationOptions({ onSuccess: () => router.refresh() }));
  const { obstacles, conflicts } = state;
  const readiness = readinessOf(obstacles, can.write);
  return (
    <Card>
      <CardHeader title={t(readiness)} />
      <CardBody className="grid gap-3">
        {readiness === "cannotBeMerged" ? (
          <ul className="text-small grid gap-1">
            {obstacles.map((obstacle) => (
              <li key={obstacle}>{told(t, obstacle, { state, canWrite: can.write })}</li>
            ))}
          </ul>
        ) : null}
        {conflicts.length > 0 ? (
          <Callout tone="warning" title={t("conflictsIn", { files: conflicts.slice(0, 10).join(", ") })}>
            <HowToResolve {...{ base, discussion }} />
          </Callout>
        ) : null}
        <ReviewList {...{ at, number, reviewers, canAsk: can.edit, canDismiss: isAdmin }} />
        <CheckList checks={state.checks} missing={state.missingChecks} />
        <RefusalNote error={merge.error} />
        {can.write && obstacles.length === 0 ? (
          <>
            {method === "rebase" ? null : (
              <MergeMessage words={words} usual={mergeTitle(discussion, method)} onChange={setWords} />
            )}
            <div className="flex flex-wrap gap-2">
              <Select
                label={t("method")}
                value={method}
                options={state.methods.map((value) => ({ value, label: t(`methods.${value}`) }))}
                onValueChange={(value) => setMethod(state.methods.find((known) => known === value) ?? method)}
                className="w-56"
              />
              <Button
                variant="primary"
                busy={merge.isPending || merge.isSuccess}
                onClick={() =>
                  merge.mutate({ ...at, number, method, ...(method !== "rebase" && words), expectedHead: state.head })
                }
              >
                {t("merge")}
              </Button>
            </div>
          </>
        ) : null}
      </CardBody>
    </Card>
  );
}

/** Whoever can push to the branch settles the files; others are told whose turn it is. */
function HowToResolve({ base, discussion }: Pick<Props, "base" | "discussion">) {
  const t = useTranslations("discussions");
  const { number, can, pull } = discussion;
  if (can.push) return <TextLink href={discussionHref(base, number, "conflicts")}>{t("resolveConflicts")}</TextLink>;
  return pull?.headRepo ? <p>{t("resolvedInFork", { fork: pull.headRepo })}</p> : null;
}

type Obstacle = MergeState["obstacles"][number];

type Teller = ReturnType<typeof useTranslations<"discussions">>;

/** What speaks against it, with what is known of it; one of each group of owners has yet to approve. */
function told(t: Teller, obstacle: Obstacle, { state, canWrite }: { state: MergeState; canWrite: boolean }): string {
  const { approvals, requiredApprovals: required, missingOwners } = state;
  const owners = missingOwners.map((group) => group.join(" / ")).join(", ");
  if (obstacle === "code_owner_missing" && owners !== "") return t("ownersMissing", { owners });
  if (obstacle === "protected" && !canWrite) return t("writersMerge");
  return t(`obstacle.${obstacle}`, { approvals, required });
}
