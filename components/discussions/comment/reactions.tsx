"use client";

import { useMutation } from "@tanstack/react-query";
import { SmilePlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";
import { toast } from "@/components/ui/toast";
import type { TimelineEvent } from "@/server/discussions/contract";
import type { RepoAddress } from "@/server/hub/contract/repo";

const SIGNS = {
  thumbs_up: "👍",
  thumbs_down: "👎",
  laugh: "😄",
  hooray: "🎉",
  confused: "😕",
  heart: "❤️",
  rocket: "🚀",
  eyes: "👀",
} as const;
type Reaction = keyof typeof SIGNS;
const REACTIONS = Object.keys(SIGNS).filter((name): name is Reaction => name in SIGNS);

interface Props {
  at: RepoAddress;
  number: number;
  eventId: string;
  reactions: TimelineEvent["reactions"];
  canReact: boolean;
}

/** Counted at once, and counted back when the server refuses. */
export function Reactions({ at, number, eventId, reactions, canReact }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [shown, setShown] = useState(reactions);
  const answered = {
    onSuccess: (event: { readonly reactions: TimelineEvent["reactions"] }) => {
      setShown(event.reactions);
      router.refresh();
    },
    onError: (error: { readonly message: string }) => {
      setShown(reactions);
      toast.error(error.message);
    },
  };
  const put = useMutation(trpc.discussions.putReaction.mutationOptions(answered));
  const remove = useMutation(trpc.discussions.removeReaction.mutationOptions(answered));
  const toggle = (reaction: Reaction) => {
    const isMine = shown.some((one) => one.reaction === reaction && one.isMine);
    setShown(turned(shown, reaction));
    (isMine ? remove : put).mutate({ ...at, number, eventId, reaction });
  };
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {canReact ? (
        <Popover
          label={t("react")}
          className="w-auto p-2"
          trigger={<IconButton icon={SmilePlus} size="sm" label={t("react")} />}
        >
          <div className="flex flex-wrap gap-1">
            {REACTIONS.map((reaction) => (
              <button
                key={reaction}
                type="button"
                aria-label={t(`reactions.${reaction}`)}
                className="rounded-control hover:bg-hover text-body size-8"
                onClick={() => toggle(reaction)}
              >
                {SIGNS[reaction]}
              </button>
            ))}
          </div>
        </Popover>
      ) : null}
      {REACTIONS.flatMap((reaction) => {
        const found = shown.find((one) => one.reaction === reaction);
        if (!found) return [];
        return [
          <button
            key={reaction}
            type="button"
            disabled={!canReact}
            aria-pressed={found.isMine}
            aria-label={t("reacted", { reaction: t(`reactions.${reaction}`), count: found.count })}
            className="text-caption aria-pressed:border-accent aria-pressed:bg-accent-soft inline-flex h-7 items-center gap-1.5 rounded-full border px-2 tabular-nums"
            onClick={() => toggle(reaction)}
          >
            <span aria-hidden>{SIGNS[reaction]}</span>
            {found.count}
          </button>,
        ];
      })}
    </div>
  );
}

function turned(shown: TimelineEvent["reactions"], reaction: Reaction): TimelineEvent["reactions"] {
  const found = shown.find((one) => one.reaction === reaction);
  if (!found) return [...shown, { reaction, count: 1, isMine: true }];
  const count = found.count + (found.isMine ? -1 : 1);
  const rest = shown.filter((one) => one !== found);
  return count === 0 ? rest : [...rest, { reaction, count, isMine: !found.isMine }];
}
