import { createHash } from "node:crypto";
import type { z } from "zod";
import { type AnyProcedure, type AnyStream, type Ctx, type Dependency, DomainError } from "@/server/kernel";
import { assertStorable } from "../storable";
import { createTurns, withIdempotencyKey } from "./idempotency";
import { inTime } from "./in-time";
import { readBody } from "./read-body";
import { readQuery, textOf } from "./read-query";
import { type Found, type Route, routeTable } from "./routes";

export interface RestRequest {
  readonly method: string;
  /** What follows `/api/v1`, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly header: (name: string) => string | undefined;
  readonly body: AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
}

export interface RestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | AsyncIterable<Uint8Array | string>;
}

type Input = Record<string, unknown>;

/** Answers any operation that has an `http` binding; throws what the operation throws. */
export function createRest(operations: Parameters<typeof routeTable>[0]) {
  const find = routeTable(operations);
  const turns = createTurns();

  return async (ctx: Ctx<Dependency>, request: RestRequest): Promise<RestAnswer> => {
    const found = find(request.method, request.path);
    const { operation } = found;
    const input = await inputOf(found, request);
    if (operation.kind === "stream") return answerStream(ctx, operation, { input, request });

    const run = async (ctx: Ctx<Dependency>) => operation.output.parse(await operation.run(ctx, input as never));
    const isKeyed = request.method === "POST" && !operation.keepsFailures;
    const key = isKeyed ? request.header("idempotency-key") : undefined;
    if (key === undefined) return answerJson(ctx, operation, { request, result: await run(ctx) });
    const result = await withIdempotencyKey(ctx, { key, operation: operation.name, input, turns }, run);
    return answerJson(ctx, operation, { request, result });
  };
}

async function inputOf({ operation, parts }: Found, request: RestRequest): Promise<Input> {
  const inBody = operation.kind === "command" && request.method !== "DELETE";
  const body = inBody ? await readBody(sentBy(request)) : {};
  const query = inBody ? {} : readQuery(operation.input, textOf(request.query));
  const given = { ...query, ...body, ...readQuery(operation.input, parts) };
  assertStorable(given);
  const input = operation.input.safeParse(given);
  if (!input.success) throw invalid(input.error);
  return input.data;
}

const sentBy = ({ header, body }: RestRequest) => ({
  contentType: header("content-type") ?? null,
  contentEncoding: header("content-encoding") ?? null,
  body,
});

function invalid({ issues }: z.ZodError): DomainError {
  const errors = issues.map(({ path, code, message }) => ({ path: path.join("."), code, message }));
  const [first] = errors;
  const where = first?.path ? `${first.path}: ` : "";
  return new DomainError("invalid", `${where}${first?.message ?? "The request does not fit"}`, { details: { errors } });
}

interface Streamed {
  readonly input: Input;
  readonly request: RestRequest;
}

async function answerStream(ctx: Ctx<Dependency>, operation: AnyStream, { input, request }: Streamed) {
  const { contentType, fileName, body } = await operation.run(ctx, input as never, {
    signal: request.signal,
    lastEventId: request.header("last-event-id") ?? null,
    body: inTime(request.body),
    contentType: request.header("content-type") ?? null,
  });
  const headers = {
    "content-type": contentType,
    "cache-control": "no-store",
    ...(fileName && { "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` }),
  };
  return { status: operation.http?.status ?? 200, headers, body };
}

interface Answered {
  readonly request: RestRequest;
  readonly result: unknown;
}

function answerJson(ctx: Ctx, operation: Route<AnyProcedure>, { request, result }: Answered): RestAnswer {
  const status = operation.http.status ?? 200;
  if (status === 204) return { status, headers: {}, body: "" };
  const body = JSON.stringify(result);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "private, no-cache",
    ...(operation.kind === "query" && { etag }),
    ...linkOf(ctx, request, result),
  };
  const isKnown = operation.kind === "query" && request.header("if-none-match") === etag;
  return isKnown ? { status: 304, headers, body: "" } : { status, headers, body };
}

function linkOf(ctx: Ctx, { path, query }: RestRequest, result: unknown): Record<string, string> {
  if (typeof result !== "object" || result === null || !("nextCursor" in result)) return {};
  if (typeof result.nextCursor !== "string") return {};
  const next = new URLSearchParams(query);
  next.set("cursor", result.nextCursor);
  return { link: `<${ctx.site.origin}/api/v1${path}?${next}>; rel="next"` };
}
