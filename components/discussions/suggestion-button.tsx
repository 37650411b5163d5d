"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { RefusalNote } from "./refusal-note";

interface Props {
  at: RepoAddress;
  number: number;
  eventId: string;
  label: string;
}

export function SuggestionButton({ at, number, eventId, label }: Props) {
  const trpc = useTRPC();
  const router = useRouter();
  const apply = useMutation(trpc.discussions.applySuggestion.mutationOptions({ onSuccess: () => router.refresh() }));
  return (
    <div className="grid justify-items-start gap-2">
      <RefusalNote error={apply.error} />
      <Button size="sm" busy={apply.isPending} onClick={() => apply.mutate({ ...at, number, eventId })}>
        {label}
      </Button>
    </div>
  );
}
