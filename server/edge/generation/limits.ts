import type { Exchange } from "@/server/edge/exchange";
import type { Caller, Standing } from "@/server/gateway";
import { callerOf } from "./caller";

/** The headers by which an interface tells what is left of the minute of a key. */
export type LimitWords = (standing: Standing, now: Date) => Readonly<Record<string, string>>;

/** Who calls, told from the beginning what is left of the limits of their key. */
export async function limitedCallerOf(exchange: Exchange, words: LimitWords): Promise<Caller> {
  const caller = await callerOf(exchange);
  tellLimits(exchange, { caller, words });
  return caller;
}

interface Limited {
  readonly caller: Caller;
  readonly words: LimitWords;
}

/** Counts a call, and tells what is left after it, whether it may run or not. */
export async function counted<T>(exchange: Exchange, limited: Limited, count: () => Promise<T>): Promise<T> {
  try {
    return await count();
  } finally {
    tellLimits(exchange, limited);
  }
}

function tellLimits({ ctx, response }: Exchange, { caller, words }: Limited): void {
  const now = ctx.now();
  for (const standing of ctx.live.traffic.limiter.standing(caller, now)) {
    for (const [name, value] of Object.entries(words(standing, now))) response.setHeader(name, value);
  }
}
