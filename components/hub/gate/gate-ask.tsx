"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";

/** The form comes with the gated cards alone. */
export const GateAsk = dynamic(() => import("./gate-form").then((module) => module.GateForm), {
  ssr: false,
  loading: () => <Skeleton className="h-24" />,
});
