"use client";

import { useMutation } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { CountToggle } from "@/components/patterns/count-toggle";
import { toast } from "@/components/ui/toast";

interface Props {
  name: string;
  followers: number;
  isFollowing: boolean;
  locale: string;
  /** Two words do not need the catalogue in the browser. */
  words: { readonly follow: string; readonly failed: string };
}

/** Answers at once, and takes it back when the server refuses. */
export function FollowButton({ name, followers, isFollowing, words, locale }: Props) {
  const trpc = useTRPC();
  const router = useRouter();
  const [refusals, setRefusals] = useState(0);
  const answered = {
    onSuccess: () => router.refresh(),
    onError: () => {
      setRefusals((count) => count + 1);
      toast.error(words.failed);
    },
  };
  const follow = useMutation(trpc.identity.followAccount.mutationOptions(answered));
  const unfollow = useMutation(trpc.identity.unfollowAccount.mutationOptions(answered));
  return (
    <CountToggle
      key={`${refusals} ${followers}`}
      icon={<UserPlus aria-hidden />}
      label={words.follow}
      count={followers}
      locale={locale}
      isPressed={isFollowing}
      onPressedChange={(isPressed) => (isPressed ? follow : unfollow).mutate({ name })}
    />
  );
}
