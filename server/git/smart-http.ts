import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import type { Ctx, Turnstile } from "@/server/kernel";
import { type GitCall, startGit, stopGit, watchExit } from "./git-process";
import { laneOf } from "./in-turn";
import { type Patience, watchSilence } from "./silence";

export type GitService = "git-upload-pack" | "git-receive-pack";

/** Value of the `Git-Protocol` header, or of that variable over SSH; anything odd is ignored, as git itself does. */
const protocolEnv = (protocol: string | undefined): Record<string, string> =>
  protocol !== undefined && /^[A-Za-z0-9=:._-]{1,64}$/.test(protocol) ? { GIT_PROTOCOL: protocol } : {};

interface AdvertiseInput {
  readonly service: GitService;
  readonly protocol?: string | undefined;
  /** Where the question comes from: one network has a share of the places. */
  readonly network: string;
  readonly signal: AbortSignal;
}

/** Enough for some ten thousand refs on a slow line. */
const ADVERTISE_MS = 30_000;

/**
 * Answer of `GET info/refs` (gitprotocol-http(5)): refs, or the capabilities of protocol version 2. Throws `unavailable`
 * (`git_busy`) before the first byte when too many are waiting.
 */
export async function advertiseRefs(
  ctx: Ctx<"repositories">,
  repoId: string,
  { service, protocol, network, signal }: AdvertiseInput,
): Promise<AsyncIterable<Uint8Array>> {
  const { repositories } = ctx.live;
  const leave = await enterFor(repositories.advertisements, { signal, lane: network });
  const env = service === "git-upload-pack" ? protocolEnv(protocol) : {};
  const isV2 = /(?:^|:)version=2(?:$|:)/.test(env.GIT_PROTOCOL ?? "");
  const place = repositories.placeOf(repoId);
  const args = [service.slice(4), "--stateless-rpc", "--advertise-refs", place.folder];
  const call = { args, env, signal, timeoutMs: ADVERTISE_MS };
  async function* answer() {
    if (!isV2) yield Buffer.from(`${packetLine(`# service=${service}\n`)}0000`);
    yield* printed(startGit(place, call), call);
  }
  return serve(ctx, { repoId, leave, answer });
}

const packetLine = (text: string) => `${(text.length + 4).toString(16).padStart(4, "0")}${text}`;

export interface UploadPackInput {
  /** Body of the request, inflated; or what comes on a connection. */
  readonly input: Readable;
  /** Over HTTP the refs were advertised by another request; a connection, such as SSH, begins with them. */
  readonly transport: "http" | "connection";
  readonly protocol?: string | undefined;
  readonly signal: AbortSignal;
  /** A minute unless told. */
  readonly patience?: Patience;
}

/**
 * Serves a fetch or clone; who sends and takes nothing for a while makes room. Throws `unavailable` (`git_busy`) before the
 * first byte when too many are waiting.
 */
export async function uploadPack(
  ctx: Ctx<"repositories">,
  repoId: string,
  asked: UploadPackInput,
): Promise<AsyncIterable<Uint8Array>> {
  const { repositories } = ctx.live;
  const { transport, protocol, signal } = asked;
  const leave = await enterFor(repositories.fetches, { signal, lane: laneOf(ctx) });
  const place = repositories.placeOf(repoId);
  const mode = transport === "http" ? ["--stateless-rpc"] : [];
  const args = ["upload-pack", ...mode, "--strict", place.folder];
  const call = { args, env: protocolEnv(protocol), signal, timeoutMs: DAY_MS };
  return serve(ctx, { repoId, leave, answer: () => conversation(startGit(place, call), call, { ...asked, leave }) });
}

export const DAY_MS = 24 * 3_600_000;

interface Waiting {
  readonly signal: AbortSignal;
  /** Who shares the places of one caller, where the turnstile knows lanes. */
  readonly lane?: string;
}

/** A place that is given back when the client goes, even if nobody ever read the answer. */
export async function enterFor(turnstile: Turnstile, { signal, lane }: Waiting): Promise<() => void> {
  const release = await turnstile.enter(lane);
  let isInside = true;
  const leave = () => {
    if (isInside) release();
    isInside = false;
  };
  if (signal.aborted) leave();
  signal.addEventListener("abort", leave, { once: true });
  return leave;
}

interface Served {
  readonly repoId: string;
  readonly leave: () => void;
  readonly answer: () => AsyncIterable<Uint8Array>;
}

async function* serve(ctx: Ctx, { repoId, leave, answer }: Served): AsyncGenerator<Uint8Array> {
  try {
    yield* answer();
  } catch (error) {
    ctx.log.warn({ repoId, err: error }, "git ended badly");
    throw error;
  } finally {
    leave();
  }
}

/** What git prints that is told nothing. Stopping to read ends git. */
async function* printed(child: ChildProcess, call: GitCall): AsyncGenerator<Uint8Array> {
  const exit = watchExit(child, call);
  child.stdin?.end();
  try {
    for await (const chunk of child.stdout as Readable) yield chunk as Buffer;
    await exit.ended;
  } finally {
    exit.forget();
    stopGit(child);
  }
}

type Fed = Pick<UploadPackInput, "input" | "transport" | "patience"> & { readonly leave: () => void };

/** What git answers while it is fed; both sides wait for each other. Stopping to read ends git. */
async function* conversation(child: ChildProcess, call: GitCall, fed: Fed): AsyncGenerator<Uint8Array> {
  const exit = watchExit(child, call);
  const giveUp = () => {
    stopGit(child);
    fed.leave();
  };
  feed(child, { input: fed.input, onBroken: () => stopGit(child) });
  const silence = watchSilence({ ...fed, stdin: child.stdin, giveUp });
  try {
    yield* silence.told(child.stdout as Readable);
    await exit.ended;
  } finally {
    silence.forget();
    exit.forget();
    stopGit(child);
  }
}

interface Feed {
  readonly input: Readable;
  /** The input ended before its time. */
  readonly onBroken: () => void;
}

/** When git has heard enough, the rest is read and dropped, so that the client gets to read the answer. */
export function feed(child: ChildProcess, { input, onBroken }: Feed) {
  const { stdin } = child;
  if (!stdin) return;
  const drop = () => {
    input.unpipe(stdin);
    input.resume();
  };
  stdin.on("error", drop);
  stdin.on("close", drop);
  input.on("error", onBroken);
  input.on("close", () => {
    if (!input.readableEnded) onBroken();
  });
  input.pipe(stdin);
}
