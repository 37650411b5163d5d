import type { ChildProcess } from "node:child_process";
import { constants } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { type Ctx, writeAtomically } from "@/server/kernel";
import type { Pusher } from "./check-push";
import type { LfsPointer } from "./contract";
import { gitError } from "./git-error";
import { extraPipesOf, startGit, stopGit, watchExit } from "./git-process";
import { laneOf } from "./in-turn";
import { judgePush } from "./judge-push";
import { readPushQuestion } from "./push-question";
import { recordHeads } from "./record-heads";
import { type Patience, watchSilence } from "./silence";
import { DAY_MS, enterFor, feed } from "./smart-http";

export interface ReceivePackInput {
  /** Body of the request, inflated; or what comes on a connection. */
  readonly input: Readable;
  /** Over HTTP the refs were advertised by another request; a connection, such as SSH, begins with them. */
  readonly transport: "http" | "connection";
  readonly signal: AbortSignal;
  readonly pusher: Pusher;
  /** Of these LFS objects, those that this repository has not got. */
  readonly missingObjects: (pointers: readonly LfsPointer[]) => Promise<readonly LfsPointer[]>;
  /** Runs when refs may have moved, before the client hears the end of the answer. */
  readonly afterwards: () => Promise<void>;
  /** A minute unless told. */
  readonly patience?: Patience;
}

/**
 * The whole program of the hook. Git runs it with the new objects in quarantine; it asks this process on descriptor 3
 * and hears the verdict on 4, then what the person who pushes is told. Without an answer it refuses, and git throws the quarantine away.
 */
const HOOK = `#!/bin/sh
{ printf '%s\\n' "$GIT_OBJECT_DIRECTORY" "$GIT_ALTERNATE_OBJECT_DIRECTORIES" && cat && echo end; } >&3 || exit 1
read -r verdict <&4 || exit 1
cat <&4 >&2
[ "$verdict" = ok ] || exit 1
`;

/**
 * Takes a push. What is pushed is judged before any ref moves; a refusal is part of git's own answer.
 * Who sends and takes nothing for a while makes room.
 * Throws `unavailable` (`git_busy`) before the first byte when too many are waiting.
 */
export async function receivePack(
  ctx: Ctx<"repositories">,
  repoId: string,
  input: ReceivePackInput,
): Promise<AsyncIterable<Uint8Array>> {
  const { repositories } = ctx.live;
  await installHook(repositories.hooks);
  const leave = await enterFor(repositories.pushes, { signal: input.signal, lane: laneOf(ctx) });
  return take(ctx, repoId, { ...input, leave });
}

async function* take(
  ctx: Ctx<"repositories">,
  repoId: string,
  { leave, ...push }: ReceivePackInput & { readonly leave: () => void },
): AsyncGenerator<Uint8Array> {
  const place = ctx.live.repositories.placeOf(repoId);
  const mode = push.transport === "http" ? ["--stateless-rpc"] : [];
  const args = ["receive-pack", ...mode, place.folder];
  const call = { args, timeoutMs: DAY_MS };
  const child = startGit(place, call, 2);
  const exit = watchExit(child, call);
  const judging = answerHook(ctx, repoId, { ...push, child });
  // A git that is killed leaves its quarantine behind; one that hears an early end cleans up.
  feed(child, { input: push.input, onBroken: () => child.stdin?.end() });
  const { stdin, stdout } = child;
  const end = async () => {
    stdin?.end();
    stdout?.resume();
    await Promise.race([exit.ended.catch(() => undefined), sleep(PATIENCE_MS, undefined, { ref: false })]);
    stopGit(child);
    if (await judging) await tell(ctx, repoId, push);
    leave();
  };
  let ending: Promise<void> | null = null;
  const endOnce = () => (ending ??= end());
  const silence = watchSilence({ ...push, stdin, thinksFirst: true, giveUp: () => void endOnce() });
  try {
    if (stdout) yield* silence.told(stdout.iterator({ destroyOnReturn: false }));
    await exit.ended;
  } finally {
    silence.forget();
    await endOnce();
  }
}

/** Refs have moved and the client is told so, whatever happens here: the reconciler makes up for it. */
async function tell(ctx: Ctx<"repositories">, repoId: string, push: Pick<ReceivePackInput, "afterwards">) {
  const told = await Promise.allSettled([recordHeads(ctx, repoId), push.afterwards()]);
  for (const result of told) if (result.status === "rejected") ctx.report(result.reason);
}

/** Long enough for git to throw away what it has received so far. */
const PATIENCE_MS = 30_000;

type HookToAnswer = Pick<ReceivePackInput, "pusher" | "missingObjects" | "signal"> & { readonly child: ChildProcess };

/** True when the push was let in. */
async function answerHook(ctx: Ctx<"repositories">, repoId: string, push: HookToAnswer): Promise<boolean> {
  const { question, verdict } = extraPipesOf(push.child);
  verdict.on("error", () => undefined);
  try {
    const asked = await readPushQuestion(question);
    if (!asked) {
      verdict.end("no\n");
      return false;
    }
    const { problems, warnings } = await judgePush(ctx, repoId, { ...push, asked });
    const isLetIn = problems.length === 0;
    verdict.end([isLetIn ? "ok" : "no", ...problems, ...warnings, ""].join("\n"));
    return isLetIn;
  } catch (error) {
    if (!push.signal.aborted) ctx.report(error);
    verdict.end("no\nThe push could not be checked. Try again later.\n");
    return false;
  }
}

/** Git skips a hook that it cannot run, and an older release left another one: a push is only taken when ours can be run. */
async function installHook(folder: string): Promise<void> {
  const hook = join(folder, "pre-receive");
  const isOurs = () =>
    Promise.all([readFile(hook, "utf8"), access(hook, constants.X_OK)]).then(
      ([program]) => program === HOOK,
      () => false,
    );
  if (await isOurs()) return;
  await writeAtomically(hook, [Buffer.from(HOOK)], { mode: 0o755 });
  if (await isOurs()) return;
  throw gitError("unavailable", "Programs in the data folder cannot be run, so pushes cannot be checked");
}
