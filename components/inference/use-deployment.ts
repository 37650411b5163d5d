"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/data/trpc";
import type { DeploymentDetails } from "@/server/inference/contract";
import { lookAgainMs } from "./look-again";

/** The deployment as it was last seen; every island of its page asks for the same and gets one answer. */
export function useDeployment(initial: DeploymentDetails): DeploymentDetails {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.inference.getDeployment.queryOptions(
      { id: initial.id },
      { initialData: initial, refetchInterval: ({ state }) => lookAgainMs(state.data ? [state.data.status] : []) },
    ),
  );
  return data;
}
