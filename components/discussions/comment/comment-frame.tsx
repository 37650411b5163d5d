"use client";

import { useMutation } from "@tanstack/react-query";
import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { FloatButton } from "@/components/ui/float-button";
import { IconButton } from "@/components/ui/icon-button";
import { lazyFloat, lazyPart } from "@/components/ui/lazy-part";
import { toast } from "@/components/ui/toast";
import type { TimelineEvent } from "@/server/discussions/contract";
import type { RepoAddress } from "@/server/hub/contract/repo";
import type { CommentAct } from "./comment-menu";
import { Reactions } from "./reactions";

const CommentMenu = lazyFloat(() => import("./comment-menu").then((module) => module.CommentMenu));
const CommentEditor = lazyPart(() => import("./comment-editor").then((module) => module.CommentEditor));
const CommentHistory = lazyFloat(() => import("./comment-history").then((module) => module.CommentHistory));
const ReasonDialog = lazyFloat(() => import("./reason-dialog").then((module) => module.ReasonDialog));

const BlockDialog = lazyFloat(() => import("./block-dialog").then((module) => module.BlockDialog));

interface Props {
  at: RepoAddress;
  number: number;
  event: Pick<TimelineEvent, "id" | "body" | "reactions"> & { readonly authorName: string };
  acts: readonly CommentAct[];
  canReact: boolean;
  /** Who said it and when. */
  header: ReactNode;
  /** What was said. */
  children: ReactNode;
}

/** A comment with everything one can do about it; what each act needs is loaded when it is chosen. */
export function CommentFrame({ at, number, event, acts, canReact, header, children }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [act, setAct] = useState<CommentAct | null>(null);
  const close = () => setAct(null);
  const show = useMutation(
    trpc.discussions.hideComment.mutationOptions({
      onSuccess: () => router.refresh(),
      onError: (error) => toast.error(error.message),
    }),
  );
  const about = { at, number, eventId: event.id, onClose: close };
  const begin = (next: CommentAct) => {
    if (next === "link") {
      void navigator.clipboard.writeText(`${location.origin}${location.pathname}#${event.id}`);
      toast.success(t("linkCopied"));
    } else if (next === "quote") {
      router.push(`?quote=${event.id}#comment`);
    } else if (next === "show") {
      show.mutate({ ...at, number, eventId: event.id, hidden: false });
    } else {
      setAct(next);
    }
  };
  return (
    <article className="rounded-card bg-surface-raised min-w-0 border">
      <div className="flex items-center justify-between gap-2 border-b px-4 py-2">
        {header}
        <FloatButton popup="menu" trigger={<IconButton icon={Ellipsis} size="sm" label={t("commentActs")} />}>
          {(float) => <CommentMenu float={float} acts={acts} onAct={begin} />}
        </FloatButton>
      </div>
      <div className="grid min-w-0 grid-cols-1 gap-3 px-4 py-3">
        {act === "edit" ? <CommentEditor {...about} body={event.body ?? ""} /> : children}
        {act === "edit" ? null : (
          <Reactions {...{ at, number, canReact }} eventId={event.id} reactions={event.reactions} />
        )}
      </div>
      {act === "history" ? <CommentHistory {...about} /> : null}
      {act === "block" ? <BlockDialog owner={at.namespace} username={event.authorName} onClose={close} /> : null}
      {act === "hide" || act === "report" ? <ReasonDialog {...about} act={act} /> : null}
    </article>
  );
}
