import { hash, verify } from "@node-rs/argon2";
import { createTurnstile, DomainError } from "@/server/kernel";

/** Argon2id with 19 MiB, two passes and one lane: the first recommendation of the OWASP password storage guide. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Belongs to nobody: what is verified when there is no account, so that this takes as long. */
const NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$9pLuJYabr2RZTUNrgBGMXg$ZXlj4b9SC2w3LTyTqJsYkpqEH8dSqn1pZ35eNab7NqM";

/** Of the line for passwords that are checked; half of it, and one place, for one lane. */
const LONGEST_LINE = 200;
/** Of the line for new passwords, which nobody waits for who signs in. */
const LONGEST_LINE_OF_NEW = 200;

export interface Passwords {
  /** A lane is who shares places: a person, or the network of a visitor. */
  hash(password: string, lane: string): Promise<string>;
  /** `null` for an account that does not exist or has no password: takes as long, and is `false`. */
  verify(passwordHash: string | null, password: string, lane: string): Promise<boolean>;
}

/**
 * Checks at most `concurrency` passwords at once: a flood of sign-ins is a queue, not a flood of memory. New ones are
 * hashed one after another beside it, so that who floods resets or sign-ups keeps nobody from signing in.
 */
export function createPasswords(concurrency: number): Passwords {
  const checks = createTurnstile({
    places: concurrency,
    longestLine: LONGEST_LINE,
    perLane: { places: Math.ceil(concurrency / 2), longestLine: LONGEST_LINE / 2 },
    refuse: () => new DomainError("unavailable", "Too many people are signing in: try again"),
  });
  const hashes = createTurnstile({
    places: 1,
    longestLine: LONGEST_LINE_OF_NEW,
    perLane: { places: 1, longestLine: LONGEST_LINE_OF_NEW / 2 },
    refuse: () => new DomainError("unavailable", "Too many people are setting a password: try again"),
  });
  return {
    hash: (password, lane) => hashes.pass(() => hash(normal(password), COST), lane),
    verify: (passwordHash, password, lane) =>
      checks.pass(async () => {
        const matches = await verify(passwordHash ?? NOBODY, normal(password));
        return matches && passwordHash !== null;
      }, lane),
  };
}

/** One keyboard's ü is another's u with two dots (RFC 8265 §4.2). */
const normal = (password: string) => password.normalize("NFC");
