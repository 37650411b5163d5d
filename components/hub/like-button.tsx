"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Heart } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { CountToggle } from "@/components/patterns/count-toggle";
import { toast } from "@/components/ui/toast";
import type { Repo } from "@/server/hub/contract/repo";
import { addressOf } from "./href";

interface Props {
  repo: Pick<Repo, "kind" | "namespace" | "name" | "likes">;
  liked: boolean;
  locale: string;
  /** Two words do not need the catalogue in the browser. */
  words: { readonly like: string; readonly failed: string };
}

/** Answers at once, and takes it back when the server refuses. */
export function LikeButton({ repo, liked, words, locale }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [refusals, setRefusals] = useState(0);
  const answered = {
    onSuccess: () => queryClient.invalidateQueries(trpc.hub.pathFilter()),
    onError: () => {
      setRefusals((count) => count + 1);
      toast.error(words.failed);
    },
  };
  const like = useMutation(trpc.hub.likeRepo.mutationOptions(answered));
  const unlike = useMutation(trpc.hub.unlikeRepo.mutationOptions(answered));
  return (
    <CountToggle
      key={refusals}
      icon={<Heart aria-hidden />}
      label={words.like}
      count={repo.likes}
      locale={locale}
      isPressed={liked}
      onPressedChange={(isPressed) => (isPressed ? like : unlike).mutate(addressOf(repo))}
    />
  );
}
