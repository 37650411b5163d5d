import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import type { Repo } from "@/server/hub/contract/repo";
import { addressOf, hrefOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";
import type { UploadQueue } from "../upload/upload-queue";
import type { AskedRelease, KnownRelease, ReleaseDraft } from "./release-draft";
import { useReleaseRefusal } from "./release-refusal";
import { useAttachArrived } from "./use-attach-arrived";

interface Place {
  readonly repo: Pick<Repo, "id" | "kind" | "namespace" | "name">;
  readonly known: KnownRelease | undefined;
  readonly queue: UploadQueue;
}

/**
 * Saves what the form holds. With files the release is a draft until all of them are attached, and published then: what
 * fails on the way leaves the draft, and saving again goes on from there.
 */
export function useSaveRelease({ repo, known, queue }: Place) {
  const t = useTranslations("releases");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [draft, setDraft] = useState<AskedRelease | null>(null); // made by this form
  const create = useMutation(trpc.hub.createRelease.mutationOptions());
  const update = useMutation(trpc.hub.updateRelease.mutationOptions());
  const attach = useAttachArrived({ repo, queue });
  const refusalOf = useReleaseRefusal();

  const write = ({ values, revision }: AskedRelease) => {
    const isMoved = draft?.revision !== revision;
    const asked = { ...addressOf(repo), ...values, ...(revision !== "" && isMoved && { revision }) };
    return (known || draft ? update : create).mutateAsync(asked);
  };
  const save = useMutation({
    mutationFn: async (asked: AskedRelease) => {
      const { values } = asked;
      if (queue.files().length === 0 && draft === null) return write(asked);
      await write({ ...asked, values: { ...values, isDraft: true } });
      setDraft(asked);
      await queue.settled();
      const isWhole = await attach(values.tag);
      if (!isWhole) return null;
      return values.isDraft ? values : update.mutateAsync({ ...addressOf(repo), tag: values.tag, isDraft: false });
    },
    onSuccess: async (saved) => {
      if (saved) await changed(t(toldOf(saved, known), { tag: saved.tag }), hrefOf(repo, "releases"));
    },
  });
  return {
    save: save.mutate,
    isPending: save.isPending,
    isFinished: save.isSuccess && save.data !== null,
    /** The draft is there, and what was asked for did not come to its end. */
    isLeftAsDraft: draft !== null && !save.isPending && (save.isError || save.data === null),
    hasDraft: draft !== null,
    refusal: save.error ? refusalOf(save.error) : null,
  };
}

/** What a release became by being saved. */
function toldOf({ isDraft }: Pick<ReleaseDraft, "isDraft">, known: KnownRelease | undefined) {
  if (isDraft) return "savedDraft";
  return known && !known.isDraft ? "saved" : "published";
}
