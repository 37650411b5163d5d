"use client";

import { lazyPart } from "@/components/ui/lazy-part";

/** Its program comes where something is missing, not with every page of a repository. */
export const WayBack = lazyPart(() => import("./way-back-link").then((module) => module.WayBackLink));
