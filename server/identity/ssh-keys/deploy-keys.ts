import { type Ctx, DomainError, type Keyset, newRow } from "@/server/kernel";
import { DisplayName } from "../contract";
import { makerOf } from "../tokens/token-scope";
import { parseSshKey } from "./ssh-key";
import * as store from "./store";

const MAX_KEYS = 50;

interface NewDeployKey {
  readonly repoId: string;
  /** Who adds it: the key never does more than this person may. */
  readonly userId: string;
  /** A line of a `.pub` file. */
  readonly publicKey: string;
  readonly title?: string | undefined;
  readonly canWrite: boolean;
}

/**
 * Adds a key for one repository. A key belongs to one person or one repository in the whole installation, or nobody
 * could say who comes with it. Throws `invalid` (`bad_ssh_key`), `conflict` (`key_taken`), `quota_exceeded`.
 */
export async function addDeployKey(ctx: Ctx, deployKey: NewDeployKey): Promise<store.SshKeyRow> {
  const { publicKey: line, title, ...own } = deployKey;
  const facts = { ...own, madeBy: makerOf(ctx.actor) };
  const { comment, ...key } = parseSshKey(line);
  if ((await store.countSshKeys(ctx.db, { repoId: facts.repoId })) >= MAX_KEYS) {
    throw new DomainError("quota_exceeded", `A repository has at most ${MAX_KEYS} deploy keys`);
  }
  const named = title ?? (DisplayName.safeParse(comment).data || key.algorithm);
  const row = await store.insertSshKey(ctx.db, { ...newRow(ctx), ...key, ...facts, title: named });
  if (!row) throw new DomainError("conflict", "This key is in use already", { reason: "key_taken" });
  return row;
}

/** Newest first. */
export const listDeployKeyRows = (ctx: Ctx, repoId: string, slice: { after: Keyset | null; limit: number }) =>
  store.listSshKeyRows(ctx.db, { repoId }, slice);

/** Throws `not_found` for a key of another repository. */
export const dropDeployKey = (ctx: Ctx, { repoId, keyId }: { repoId: string; keyId: string }) =>
  store.removeSshKey(ctx.db, keyId, { repoId });

/** For a repository that is gone for good. */
export const dropDeployKeysOf = (ctx: Ctx, repoId: string): Promise<void> => store.deleteDeployKeysOf(ctx.db, repoId);
