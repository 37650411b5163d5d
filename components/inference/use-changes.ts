"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/data/trpc";

/** The verbs of one deployment. After each, everything that shows deployments is read anew. */
export function useChanges(id: string) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries(trpc.inference.pathFilter());
  const update = useMutation(trpc.inference.updateDeployment.mutationOptions({ onSuccess }));
  const restart = useMutation(trpc.inference.restartDeployment.mutationOptions({ onSuccess }));
  const remove = useMutation(
    trpc.inference.deleteDeployment.mutationOptions({
      onSuccess: () => {
        queryClient.removeQueries(trpc.inference.getDeployment.queryFilter({ id }));
        router.push("/console/deployments");
        return queryClient.invalidateQueries(trpc.inference.listDeployments.pathFilter());
      },
    }),
  );
  return { update, restart, remove };
}
