import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { contextOfHeaders } from "@/server/api/web-context";
import { getRuntime } from "@/server/current-runtime";
import { authOptions } from "./options";

interface Route {
  readonly params: Promise<{ readonly nextauth: string[] }>;
}

/** Sign-in and sign-out of browsers. Options are made per request: they act for whoever is there now. */
export async function answerAuth(request: NextRequest, route: Route): Promise<Response> {
  const runtime = getRuntime();
  const ctx = await contextOfHeaders(runtime, request.headers, "call");
  return NextAuth(request as never, route as never, authOptions(runtime, ctx)) as Promise<Response>;
}
