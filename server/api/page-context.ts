import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import type { Ctx, Dependency } from "@/server/kernel";
import { getRuntime } from "@/server/runtime";
import { contextOfHeaders } from "./web-context";

/** One context for everything that one page render asks; the same person throughout. */
export const contextOfPage = cache(
  async (): Promise<Ctx<Dependency>> => contextOfHeaders(getRuntime(), await headers(), "page"),
);
