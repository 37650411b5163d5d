"use client";

import { lazyPart } from "@/components/ui/lazy-part";
import { Skeleton } from "@/components/ui/skeleton";

/** The form comes with the gated cards alone. */
export const GateAsk = lazyPart(() => import("./gate-form").then((module) => module.GateForm), {
  loading: () => <Skeleton className="h-24" />,
});
