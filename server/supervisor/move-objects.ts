import { createHash } from "node:crypto";
import { nullWhenNotFound } from "@/server/kernel";
import type { ObjectStore } from "@/server/ports/object-store";

interface Move {
  readonly to: ObjectStore;
  readonly from: ObjectStore;
  /** The platform still writes to `from`: nothing is removed there. */
  readonly keepsOriginals: boolean;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface Moved {
  readonly copied: number;
  readonly bytes: number;
  /** Were in the new store already, from an earlier run. */
  readonly present: number;
  readonly removed: number;
  /** Parts of uploads that somebody still sends: another part may take their place at any time. */
  readonly waiting: number;
  readonly damaged: readonly string[];
}

const AT_ONCE = 4;
const PROGRESS_MS = 10_000;
const UNFINISHED = /^(uploads|staged)\//;
/** Of content-addressed keys, the SHA-256. */
const NAMED = /(?:^|\/)([0-9a-f]{64})$/;

/**
 * Copies every object, reads it back from the new store, and only then removes the original. May be killed anywhere and
 * run again, also while a platform reads, writes and removes objects.
 */
export async function moveObjects({ to, from, keepsOriginals, say, signal }: Move): Promise<Moved> {
  const moved = { copied: 0, bytes: 0, present: 0, removed: 0, waiting: 0, damaged: [] as string[] };
  const progress = setInterval(() => say(`… ${moved.copied} copied, ${moved.present} were there`), PROGRESS_MS);
  const moveOne = async (key: string) => {
    const outcome = await copy({ to, from, isSeen: keepsOriginals }, key);
    if (outcome.kind === "copied") moved.bytes += outcome.bytes;
    if (outcome.kind === "damaged") moved.damaged.push(key);
    else if (outcome.kind !== "gone") moved[outcome.kind] += 1;
    if (keepsOriginals || outcome.kind === "damaged" || outcome.kind === "gone") return;
    await from.remove(key);
    moved.removed += 1;
  };
  try {
    const running = new Set<Promise<void>>();
    for await (const { key } of from.list("")) {
      if (signal.aborted) break;
      if (UNFINISHED.test(key)) {
        moved.waiting += 1;
        continue;
      }
      const one: Promise<void> = moveOne(key).finally(() => running.delete(one));
      running.add(one);
      if (running.size >= AT_ONCE) await Promise.race(running);
    }
    await Promise.all(running);
  } finally {
    clearInterval(progress);
  }
  return moved;
}

interface Stores {
  readonly to: ObjectStore;
  readonly from: ObjectStore;
  /** What is there in the right size need not be read again: nothing is removed yet. */
  readonly isSeen: boolean;
}

type Outcome = { readonly kind: "copied"; readonly bytes: number } | { readonly kind: "present" | "gone" | "damaged" };

async function copy({ to, from, isSeen }: Stores, key: string): Promise<Outcome> {
  const source = await from.stat(key);
  if (source === null) return { kind: "gone" };
  const isThere = (await to.stat(key))?.size === source.size;
  if (isThere && isSeen) return { kind: "present" };
  const wanted = NAMED.exec(key)?.[1] ?? (await hashOf(from, key));
  if (wanted === null) return { kind: "gone" };
  if (isThere && (await hashOf(to, key)) === wanted) return { kind: "present" };

  const body = await from.get(key).catch(nullWhenNotFound);
  if (body === null) return { kind: "gone" };
  const hash = createHash("sha256");
  const hashed = async function* () {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      hash.update(chunk);
      yield chunk;
    }
    if (hash.digest("hex") !== wanted) throw new Damaged();
  };
  try {
    await to.put(key, hashed(), source.size);
  } catch (error) {
    if (error instanceof Damaged) return { kind: "damaged" };
    throw error;
  }
  const arrived = await hashOf(to, key);
  if (arrived === null) return { kind: "gone" };
  if (arrived !== wanted) throw new Error(`The new store gave other bytes than it was given: ${key}`);
  return { kind: "copied", bytes: source.size };
}

class Damaged extends Error {
  override readonly name = "Damaged";
}

/** `null` for what was removed meanwhile. */
async function hashOf(store: ObjectStore, key: string): Promise<string | null> {
  const body = await store.get(key).catch(nullWhenNotFound);
  if (body === null) return null;
  const hash = createHash("sha256");
  for await (const chunk of body) hash.update(chunk);
  return hash.digest("hex");
}
