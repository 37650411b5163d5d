"use client";

import { useRouter } from "next/navigation";
import type { RepoAddress } from "@/server/hub/contract/repo";
import type { ManagedMirror } from "@/server/mirror/contract/managed-mirror";
import { RunActions } from "./run-actions";

interface Props {
  repo: RepoAddress;
  mirror: Pick<ManagedMirror, "id" | "isEnabled" | "isOneOff" | "syncedAt" | "lastRun">;
}

/** The button of a mirror in a list that the server wrote, which is read anew afterwards. */
export function ManagedRunAction({ repo, mirror }: Props) {
  const router = useRouter();
  return <RunActions {...{ repo, mirror }} onChanged={() => router.refresh()} />;
}
