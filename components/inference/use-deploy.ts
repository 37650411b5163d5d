"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useDeferredValue } from "react";
import { type Path, useForm, useWatch } from "react-hook-form";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import { contractResolver } from "@/components/patterns/contract-resolver";
import type { DeployablePage, DeployModelInput } from "@/server/inference/contract";
import { fieldErrors } from "./deploy-errors";

/** Fetched when it is needed: zod is no part of the page that is shown first. */
const contract = () => import("@/server/inference/contract");

export type DeployValues = z.input<typeof DeployModelInput>;

interface Start {
  readonly model: string;
  readonly revision: string | undefined;
  readonly owner: string;
  readonly framework: string;
  readonly deployable: z.output<typeof DeployablePage>;
}

/** The form's state, what of the model can be deployed, what it would need and cost, and the act itself. */
export function useDeploy({ model, revision, owner, framework, deployable }: Start) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const form = useForm<DeployValues, unknown, z.output<typeof DeployModelInput>>({
    resolver: contractResolver(async () => (await contract()).DeployModelInput),
    defaultValues: {
      ...{ model, revision, owner, framework, replicas: 1, shared: false, params: {} },
      file: deployable.items.find(({ isDefault }) => isDefault)?.file,
    },
  });
  const values = useDeferredValue(useWatch({ control: form.control }));
  const wish = useWish(values);
  const estimate = useQuery(
    trpc.inference.estimateFit.queryOptions(wish?.data ?? { model }, {
      enabled: wish?.success === true,
      placeholderData: keepPreviousData,
      retry: false,
    }),
  );
  const deploy = useMutation(
    trpc.inference.deployModel.mutationOptions({
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries(trpc.inference.listDeployments.pathFilter());
        router.push(`/console/deployments/${id}`);
      },
      onError: (error) => {
        for (const { field, message } of fieldErrors(error)) form.setError(field as Path<DeployValues>, { message });
      },
    }),
  );
  const submit = form.handleSubmit((input) => deploy.mutate({ ...input, params: stated(input.params) }));
  return { form, values, estimate, isReadable: wish?.success ?? true, deploy, submit };
}

/** Settings that were left empty are the framework's business. */
const stated = (params: DeployValues["params"]) =>
  Object.fromEntries(Object.entries(params ?? {}).filter(([, value]) => value !== undefined && value !== ""));

/** What of the form decides about memory and price; nothing until that can be said. */
function useWish(values: Partial<DeployValues>) {
  const { data } = useQuery({
    queryKey: ["contract of inference"],
    queryFn: async () => ({ schema: (await contract()).EstimateFitInput }),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  return data?.schema.safeParse(wishOf(values, data.schema.shape));
}

const wishOf = ({ model, revision, file, owner, replicas, shared, params }: Partial<DeployValues>, known: object) => ({
  ...{ model, owner, shared },
  ...(revision && { revision }),
  ...(file && { file }),
  replicas: Math.max(1, replicas ?? 1),
  ...Object.fromEntries(Object.entries(stated(params)).filter(([name]) => name in known)),
});
