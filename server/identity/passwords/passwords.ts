import { hash, verify } from "@node-rs/argon2";
import { DomainError } from "@/server/kernel";

/** Argon2id with 19 MiB, two passes and one lane: the first recommendation of the OWASP password storage guide. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Belongs to nobody: what is verified when there is no account, so that this takes as long. */
const NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$9pLuJYabr2RZTUNrgBGMXg$ZXlj4b9SC2w3LTyTqJsYkpqEH8dSqn1pZ35eNab7NqM";

const MAX_WAITING = 200;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** `null` for an account that does not exist or has no password: takes as long, and is `false`. */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

/** Hashes at most `concurrency` passwords at once: a flood of sign-ins is a queue, not a flood of memory. */
export function createPasswords(concurrency: number): Passwords {
  let running = 0;
  const waiting: (() => void)[] = [];

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= concurrency) {
      if (waiting.length >= MAX_WAITING)
        throw new DomainError("unavailable", "Too many people are signing in: try again");
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  return {
    hash: (password) => inTurn(() => hash(normal(password), COST)),
    verify: (passwordHash, password) =>
      inTurn(async () => {
        const matches = await verify(passwordHash ?? NOBODY, normal(password));
        return matches && passwordHash !== null;
      }),
  };
}

/** One keyboard's ü is another's u with two dots (RFC 8265 §4.2). */
const normal = (password: string) => password.normalize("NFC");
