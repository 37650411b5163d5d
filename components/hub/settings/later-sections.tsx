"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";

const loading = () => <Skeleton className="h-40" />;

/** They ask for their lists in the browser, so their programs come then, too. */
export const Collaborators = dynamic(() => import("./collaborators").then((module) => module.Collaborators), {
  ssr: false,
  loading,
});

export const TeamCollaborators = dynamic(
  () => import("./team-collaborators").then((module) => module.TeamCollaborators),
  { ssr: false, loading },
);

export const GroupForm = dynamic(() => import("./group-form").then((module) => module.GroupForm), {
  ssr: false,
  loading: () => <Skeleton className="h-14" />,
});

export const ProtectedRefs = dynamic(() => import("./protected-refs").then((module) => module.ProtectedRefs), {
  ssr: false,
  loading,
});
