import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { preferredLocale } from "@/components/shell/preferences";
import { contextOfHeaders } from "@/server/api/web-context";
import { getRuntime } from "@/server/current-runtime";
import { DomainError } from "@/server/kernel";
import { asTrpcError } from "./init";
import { appRouter } from "./root";

const MAX_CALLS = 20;
const MAX_BYTES = 6 * 1024 * 1024; // the longest text that the editor commits, and what stands around it
const MAX_DROPPED_BYTES = 64 * 1024 * 1024;

/** The browser's door to every query and command. Calls are JSON from our own pages; a batch is short. */
export async function answerTrpc(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  // tRPC splits the path after it has decoded it.
  if (pathname.split(/,|%2c/i).length > MAX_CALLS) return new Response("Too many calls in one batch", { status: 413 });
  const isJson = /^application\/json\b/i.test(request.headers.get("content-type") ?? "");
  if (request.method === "POST" && !isJson) return new Response("Send application/json", { status: 415 });

  const body = request.method === "POST" ? await readText(request) : undefined;
  const context = async () => {
    if (body === null) throw new DomainError("too_large", `The body may have ${MAX_BYTES} bytes`);
    const ctx = await contextOfHeaders(getRuntime(), request.headers, "call");
    return { ...ctx, language: languageOf(request.headers) };
  };
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: new Request(request.url, { method: request.method, headers: request.headers, body: body ?? null }),
    router: appRouter,
    createContext: () =>
      context().catch((error: unknown) => {
        throw asTrpcError(error);
      }),
  });
}

/** That of the page which calls. */
function languageOf(headers: Headers) {
  const [, chosen] = /(?:^|;\s*)locale=([\w-]+)/.exec(headers.get("cookie") ?? "") ?? [];
  return preferredLocale(chosen, headers.get("accept-language") ?? "");
}

/** `null` when it is too long. The rest is read and dropped, or the client could not read the answer. */
async function readText({ body }: Request): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size <= MAX_BYTES) chunks.push(chunk);
    if (size > MAX_DROPPED_BYTES) break;
  }
  return size > MAX_BYTES ? null : Buffer.concat(chunks).toString("utf8");
}
