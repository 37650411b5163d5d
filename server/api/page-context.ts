import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { getRuntime } from "@/server/current-runtime";
import type { Ctx, Dependency } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import { contextOfHeaders } from "./web-context";

/** One context for everything that one page render asks; the same person throughout. */
export const contextOfPage = cache(
  async (): Promise<Ctx<Dependency>> => contextOfHeaders(getRuntime(), await headers(), "page"),
);

/** What forms for a new repository begin with. */
export const visibilityOfNew = async () => (await readSettings((await contextOfPage()).db)).defaultVisibility;
