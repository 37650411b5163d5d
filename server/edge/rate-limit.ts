import { createHash } from "node:crypto";
import { createLatest } from "@/server/kept/latest";
import { networkOf } from "@/server/kernel";

/** A fixed window: so many requests of one kind, by one caller, in so many seconds. */
interface Policy {
  readonly limit: number;
  readonly windowSeconds: number;
}

export const POLICIES = {
  api: { limit: 3_000, windowSeconds: 300 },
  resolvers: { limit: 10_000, windowSeconds: 300 },
  pages: { limit: 3_000, windowSeconds: 300 },
  ssh: { limit: 600, windowSeconds: 300 },
  signIn: { limit: 30, windowSeconds: 300 },
} as const satisfies Record<string, Policy>;
export type Bucket = keyof typeof POLICIES;

export interface Verdict {
  readonly isAllowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Who asks: where from, and what the `Authorization` header says, whether it is true or not. */
export interface Asking {
  readonly address: string;
  readonly authorization: string | undefined;
}

const MAX_CALLERS = 50_000;
/** As many callers with credentials may work from one network at full speed. */
const CALLERS_OF_NETWORK = 10;

/** Counts per caller and bucket in this process; memory is bounded, the oldest windows go first. */
export function createRateLimiter(now: () => number) {
  const windows = createLatest<{ used: number; readonly endsAt: number }>({ most: MAX_CALLERS });

  const count = (bucket: Bucket, caller: string, policy: Policy = POLICIES[bucket]): Verdict => {
    const key = `${bucket} ${caller}`;
    const moment = now();
    const current = windows.get(key);
    const open =
      current && current.endsAt > moment ? current : { used: 0, endsAt: moment + policy.windowSeconds * 1000 };
    open.used++;
    windows.set(key, open);

    const remaining = Math.max(0, policy.limit - open.used);
    const seconds = Math.ceil((open.endsAt - moment) / 1000);
    const isAllowed = open.used <= policy.limit;
    return { isAllowed, headers: headersOf({ bucket, policy, remaining, seconds, isAllowed }) };
  };

  /**
   * Everybody has their own window by what they show; who makes up something new each time finds the window of their
   * network. Nobody is known yet who signs in.
   */
  return (bucket: Bucket, { address, authorization }: Asking): Verdict => {
    const network = networkOf(address);
    if (authorization === undefined || bucket === "signIn") return count(bucket, network);
    const { limit, windowSeconds } = POLICIES[bucket];
    const together = count(bucket, `${network} with credentials`, { limit: limit * CALLERS_OF_NETWORK, windowSeconds });
    return together.isAllowed ? count(bucket, hashOf(authorization)) : together;
  };
}

/** The header itself is a secret, and as long as its sender likes. */
const hashOf = (authorization: string) => createHash("sha256").update(authorization).digest("base64url");

interface State {
  readonly bucket: Bucket;
  readonly policy: Policy;
  readonly remaining: number;
  readonly seconds: number;
  readonly isAllowed: boolean;
}

/** The IETF draft's structured fields, and the older names that scripts still read. */
function headersOf({ bucket, policy, remaining, seconds, isAllowed }: State): Record<string, string> {
  return {
    ratelimit: `"${bucket}";r=${remaining};t=${seconds}`,
    "ratelimit-policy": `"fixed window";"${bucket}";q=${policy.limit};w=${policy.windowSeconds}`,
    "x-ratelimit-limit": String(policy.limit),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String(seconds),
    ...(!isAllowed && { "retry-after": String(seconds) }),
  };
}
