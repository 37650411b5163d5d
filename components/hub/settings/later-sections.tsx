"use client";

import { lazyPart } from "@/components/ui/lazy-part";
import { Skeleton } from "@/components/ui/skeleton";

const loading = () => <Skeleton className="h-40" />;

/** They ask for their lists in the browser, so their programs come then, too. */
export const Collaborators = lazyPart(() => import("./collaborators").then((module) => module.Collaborators), {
  loading,
});

export const TeamCollaborators = lazyPart(
  () => import("./team-collaborators").then((module) => module.TeamCollaborators),
  { loading },
);

export const GroupForm = lazyPart(() => import("./group-form").then((module) => module.GroupForm), {
  loading: () => <Skeleton className="h-14" />,
});

export const ProtectedRefs = lazyPart(() => import("./protected-refs").then((module) => module.ProtectedRefs), {
  loading,
});
