import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { contextOfHeaders } from "@/server/api/web-context";
import { getRuntime } from "@/server/current-runtime";
import { asTrpcError } from "./init";
import { appRouter } from "./root";

const MAX_CALLS = 20;

/** The browser's door to every query and command. Calls are JSON from our own pages; a batch is short. */
export async function answerTrpc(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname.split(",").length > MAX_CALLS) return new Response("Too many calls in one batch", { status: 413 });
  const isJson = /^application\/json\b/i.test(request.headers.get("content-type") ?? "");
  if (request.method === "POST" && !isJson) return new Response("Send application/json", { status: 415 });

  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () =>
      contextOfHeaders(getRuntime(), request.headers, "call").catch((error: unknown) => {
        throw asTrpcError(error);
      }),
  });
}
