import { createHmac } from "node:crypto";
import { hashOf } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import type { SecretKind } from "../contract";
import { blobName } from "../write-blobs";
import { findSecrets } from "./find-secrets";
import { secretPolicyOf } from "./policy";
import { settledFingerprints } from "./store";

export interface FoundSecret {
  readonly path: string;
  readonly line: number;
  readonly kind: SecretKind;
  readonly blob: string;
  /** All of the secret that is told to people. */
  readonly start: string;
  readonly fingerprint: string;
  /** SHA-256 of a secret of this platform, as its tables keep it; `null` for any other. */
  readonly ownHash: string | null;
}

export interface NewFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Looks at every file that comes into one repository by one push or commit. */
export interface SecretWatch {
  readonly isOn: boolean;
  /** Whether what was found keeps everything out. */
  readonly refuses: boolean;
  readonly found: readonly FoundSecret[];
  /** Whether it is worth to look at a file of these bytes: of many thousands hardly any. */
  holdsSecrets(bytes: Uint8Array): boolean;
  /** False when the file must not be written. */
  look(file: NewFile): Promise<boolean>;
}

/** One push is told of this many; what follows is not looked at. */
const MAX_FOUND = 200;
const START_LETTERS = 4;
const FINGERPRINT_LETTERS = 32;

/** As the policy of the repository says; what somebody has settled is not found again. */
export async function openSecretWatch(ctx: Ctx, repoId: string): Promise<SecretWatch> {
  const { mode, isLookedAt } = await secretPolicyOf(ctx, repoId);
  const found: FoundSecret[] = [];
  const refuses = mode === "block";
  return {
    isOn: mode !== "off",
    refuses,
    found,
    holdsSecrets: (bytes) => mode !== "off" && findSecrets(bytes).length > 0,
    async look({ path, bytes }) {
      if (mode === "off" || found.length >= MAX_FOUND) return true;
      const matches = findSecrets(bytes);
      if (matches.length === 0 || !isLookedAt(path)) return true;
      const blob = blobName(bytes);
      const places = matches.map(({ secret, kind, line }) => ({
        ...{ path, line, kind, blob, start: secret.slice(0, START_LETTERS) },
        fingerprint: fingerprintOf(repoId, kind, secret),
        ownHash: kind === "yard_token" || kind === "yard_api_key" ? hashOf(secret) : null,
      }));
      const fingerprints = places.map(({ fingerprint }) => fingerprint);
      const settled = await settledFingerprints(ctx.db, repoId, fingerprints);
      const open = places.filter(({ fingerprint }) => !settled.has(fingerprint));
      found.push(...open);
      return open.length === 0 || !refuses;
    },
  };
}

/**
 * By which a secret is known again in its repository and in no other. It tells nothing of the secret: of every kind that
 * is looked for, too much is random to be guessed.
 */
const fingerprintOf = (repoId: string, kind: SecretKind, secret: string): string =>
  createHmac("sha256", repoId).update(`${kind}\0${secret}`).digest("hex").slice(0, FINGERPRINT_LETTERS);
