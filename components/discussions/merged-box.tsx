"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { DiscussionDetails } from "@/server/discussions/contract";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { discussionHref } from "./discussion-href";
import { RefusalNote } from "./refusal-note";

interface Props {
  at: RepoAddress;
  base: string;
  number: number;
  pull: NonNullable<DiscussionDetails["pull"]>;
  /** The branch that was merged, while it can be deleted. */
  branch: string | null;
  canRevert: boolean;
}

/** What one does after a merge: take it back, or clear the branch away. */
export function MergedBox({ at, base, number, pull, branch, canRevert }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const revert = useMutation(
    trpc.discussions.revertPull.mutationOptions({
      onSuccess: (opened) => router.push(discussionHref(base, opened.number)),
    }),
  );
  const remove = useMutation(trpc.hub.deleteBranch.mutationOptions({ onSuccess: () => router.refresh() }));
  return (
    <Card>
      <CardHeader title={t("isMerged", { into: pull.baseBranch })} />
      <CardBody className="grid gap-3">
        {pull.mergeCommit === null ? null : (
          <p className="text-small">
            <TextLink href={`${base}/commit/${pull.mergeCommit}`} className="font-mono">
              {pull.mergeCommit.slice(0, 7)}
            </TextLink>
          </p>
        )}
        <RefusalNote error={revert.error ?? remove.error} />
        <div className="flex flex-wrap gap-2">
          {canRevert && pull.mergeCommit !== null ? (
            <Button busy={revert.isPending || revert.isSuccess} onClick={() => revert.mutate({ ...at, number })}>
              {t("revert")}
            </Button>
          ) : null}
          {branch === null ? null : (
            <Button
              className="max-w-full"
              busy={remove.isPending || remove.isSuccess}
              onClick={() => remove.mutate({ ...at, branch })}
            >
              <span className="truncate">{t("deleteBranch", { branch })}</span>
            </Button>
          )}
        </div>
      </CardBody>
    </Card>
  );
}
