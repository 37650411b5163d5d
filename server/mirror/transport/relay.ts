import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { GitFailure, type GitService } from "@/server/git";
import type { Ctx, DomainError } from "@/server/kernel";
import { baseOf, type Remote, signIn } from "./remote";
import { refusalOf, transportError, unreachable } from "./transport-error";

interface RelayInput {
  readonly remote: Remote;
  readonly service: GitService;
  /** Bytes in both directions together. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** Bytes since the last call, for every piece that passes. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** What git is given, and what it may not know: why the other side failed. */
interface Relay {
  readonly url: string;
  readonly signal: AbortSignal;
  readonly problem: () => DomainError | null;
}

interface Session extends RelayInput {
  readonly path: string;
  readonly host: string;
  base: string;
  bytes: number;
  problem: DomainError | null;
}

const TOTAL_MS = 12 * 3_600_000;
/** A hub that counts objects or looks at what was pushed says nothing for a while. */
const IDLE_MS = 10 * 60_000;
/** Git tells the length of a body up to this size (`http.postBuffer`) and sends larger ones in chunks. */
const MAX_WHOLE_BYTES = 2 * 1_024 * 1_024;
const PASSED_ON = ["accept", "content-type", "content-encoding", "git-protocol", "user-agent"];

/**
 * Lends git an address of this process that passes a conversation on to a remote, by the guarded `fetch`. The credential
 * is added here: git, its arguments, its environment and the disk know nothing of it. Throws what kept the remote from
 * answering rather than what git made of it; `pack_too_large` when more passes than may.
 */
export async function withRelay<T>(ctx: Ctx, input: RelayInput, work: (relay: Relay) => Promise<T>): Promise<T> {
  const base = baseOf(input.remote);
  const path = ctx.random(24).toString("base64url");
  const ended = new AbortController();
  const signal = AbortSignal.any([input.signal, ended.signal]);
  const session: Session = { ...input, signal, path, base, host: new URL(base).host, bytes: 0, problem: null };
  const server = createServer((request, response) => void answer(ctx, session, { request, response }));
  // Of the pushes that go through here one may take hours to arrive.
  server.requestTimeout = 0;
  try {
    const url = `http://127.0.0.1:${await listen(server)}/${path}`;
    return await work({ url, signal: input.signal, problem: () => session.problem });
  } catch (error) {
    input.signal.throwIfAborted();
    throw error instanceof GitFailure ? (session.problem ?? brokenOff(session.host, error)) : error;
  } finally {
    ended.abort();
    server.close();
    server.closeAllConnections();
  }
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

function brokenOff(host: string, cause: GitFailure): DomainError {
  const said = cause.output
    .split("\n")
    .filter((line) => /^(?:fatal|error|remote): /.test(line))
    .slice(0, 3)
    .join("; ");
  return transportError("remote_failed", `${host} and git do not understand each other: ${said.slice(0, 400)}`, cause);
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function answer(ctx: Ctx, session: Session, { request, response }: Exchange): Promise<void> {
  const { path, service } = session;
  const isAsking = request.method === "GET" && request.url === `/${path}/info/refs?service=${service}`;
  const isTalking = request.method === "POST" && request.url === `/${path}/${service}`;
  if (!isAsking && !isTalking) {
    response.writeHead(404).end();
    return;
  }
  try {
    const answer = await (isAsking ? ask(ctx, session, request) : talk(ctx, session, request));
    await check(answer, session, `application/x-${service}-${isAsking ? "advertisement" : "result"}`);
    response.writeHead(200, { "content-type": answer.headers.get("content-type") ?? "" });
    await pipeline(Readable.from(answered(answer, session)), response);
  } catch (error) {
    // A request or an answer that broke on this side means that git is gone: nothing is wrong with the remote then.
    if (request.errored === null && !response.headersSent) session.problem ??= unreachable(session.host, error);
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end();
  }
}

async function* answered({ body }: Response, session: Session) {
  try {
    yield* counted(body ?? [], session);
  } catch (error) {
    session.problem ??= unreachable(session.host, error);
    throw error;
  }
}

/** A repository that has moved answers with its new place, which the conversation then goes on with. */
async function ask(ctx: Ctx, session: Session, request: IncomingMessage): Promise<Response> {
  const answer = await ctx.fetch(`${session.base}/info/refs?service=${session.service}`, optionsOf(session, request));
  const { origin, pathname } = new URL(answer.url);
  const base = `${origin}${pathname}`.replace(/\/info\/refs$/, "");
  if (origin !== new URL(session.base).origin && answer.ok) {
    await answer.body?.cancel();
    throw transportError("remote_moved", `${session.host} sends us on to ${base}: use that address`);
  }
  if (pathname.endsWith("/info/refs")) session.base = base;
  return answer;
}

async function talk(ctx: Ctx, session: Session, request: IncomingMessage): Promise<Response> {
  const length = Number(request.headers["content-length"] ?? Number.POSITIVE_INFINITY);
  const isWhole = length <= MAX_WHOLE_BYTES;
  const sent = counted(request, session);
  const body = isWhole ? new Uint8Array(await buffer(sent)) : (Readable.toWeb(Readable.from(sent)) as ReadableStream);
  const options = { ...optionsOf(session, request), method: "POST", body, redirect: "manual", duplex: "half" } as const;
  return ctx.fetch(`${session.base}/${session.service}`, options);
}

function optionsOf({ remote, signal }: Session, { headers }: IncomingMessage) {
  const passed = PASSED_ON.flatMap((name) => (typeof headers[name] === "string" ? [[name, headers[name]]] : []));
  return {
    headers: { ...Object.fromEntries(passed), ...signIn(remote) },
    signal,
    totalMs: TOTAL_MS,
    idleMs: IDLE_MS,
  };
}

async function check(answer: Response, { host, remote }: Session, type: string): Promise<void> {
  if (answer.status === 200 && answer.headers.get("content-type") === type) return;
  await answer.body?.cancel();
  if (answer.status !== 200) throw refusalOf(answer.status, host, { isSignedIn: remote.password !== null });
  throw transportError("remote_not_git", `${host} answers at this address, but not as a repository of git does`);
}

/** The same pieces, as long as there are not too many of them. */
async function* counted(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, session: Session) {
  for await (const piece of pieces) {
    session.bytes += piece.byteLength;
    if (session.bytes > session.maxBytes) {
      throw transportError("pack_too_large", `A transfer of git has at most ${session.maxBytes} bytes`);
    }
    session.onBytes?.(piece.byteLength);
    yield piece;
  }
}
