"use client";

import { useMutation } from "@tanstack/react-query";
import { Bell, BellOff, Lock, LockOpen, Pin, PinOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { lazyFloat } from "@/components/ui/lazy-part";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { RefusalNote } from "../refusal-note";

const LockDialog = lazyFloat(() => import("./lock-dialog").then((module) => module.LockDialog));

interface Props {
  at: RepoAddress;
  number: number;
  isSubscribed: boolean;
  isPinned: boolean;
  isLocked: boolean;
  canWrite: boolean;
}

/** Hear of it; for writers, also pin it and lock it. */
export function Switches({ at, number, isSubscribed, isPinned, isLocked, canWrite }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const answered = { onSuccess: () => router.refresh() };
  const subscribe = useMutation(trpc.discussions.subscribeToDiscussion.mutationOptions(answered));
  const pin = useMutation(trpc.discussions.pinDiscussion.mutationOptions(answered));
  const lock = useMutation(trpc.discussions.lockDiscussion.mutationOptions(answered));
  const [isLocking, setLocking] = useState(false);
  const turn = (on: boolean) => ({ ...at, number, on });
  return (
    <div className="grid grid-cols-1 gap-2">
      <Button busy={subscribe.isPending} onClick={() => subscribe.mutate(turn(!isSubscribed))}>
        {isSubscribed ? <BellOff aria-hidden /> : <Bell aria-hidden />}
        {t(isSubscribed ? "unsubscribe" : "subscribe")}
      </Button>
      {canWrite ? (
        <>
          <Button busy={pin.isPending} onClick={() => pin.mutate(turn(!isPinned))}>
            {isPinned ? <PinOff aria-hidden /> : <Pin aria-hidden />}
            {t(isPinned ? "unpin" : "pin")}
          </Button>
          <Button busy={lock.isPending} onClick={() => (isLocked ? lock.mutate(turn(false)) : setLocking(true))}>
            {isLocked ? <LockOpen aria-hidden /> : <Lock aria-hidden />}
            {t(isLocked ? "unlock" : "lock")}
          </Button>
        </>
      ) : null}
      {isLocking ? <LockDialog {...{ at, number }} onClose={() => setLocking(false)} /> : null}
      <RefusalNote error={subscribe.error ?? pin.error ?? lock.error} />
    </div>
  );
}
