"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { toast } from "@/components/ui/toast";
import type { RepoAddress } from "@/server/hub/contract/repo";

interface Props {
  at: RepoAddress;
  number: number;
  eventId: string;
  line: number;
  text: string;
  isDone: boolean;
}

/** The box of a task that may be ticked: shown at once, and taken back when the server refuses. */
export function TaskBox({ at, number, eventId, line, text, isDone }: Props) {
  const trpc = useTRPC();
  const router = useRouter();
  const [wish, setWish] = useState<{ readonly against: boolean } | null>(null);
  const toggle = useMutation(
    trpc.discussions.toggleTask.mutationOptions({
      onError: (error) => {
        setWish(null);
        toast.error(error.message);
      },
      onSettled: () => router.refresh(),
    }),
  );
  // A wish holds until the page says otherwise than it did when it was wished.
  const shown = wish?.against === isDone ? !isDone : isDone;
  return (
    <input
      type="checkbox"
      aria-label={text}
      checked={shown}
      disabled={toggle.isPending}
      className="accent-accent size-4 cursor-pointer"
      onChange={() => {
        setWish({ against: isDone });
        toggle.mutate({ ...at, number, eventId, line, text, isDone: !isDone });
      }}
    />
  );
}
