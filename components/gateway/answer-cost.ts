import type { CallableModel } from "@/server/gateway/contract";

const NANO = 1_000_000_000n;
const PER_TOKENS = 1_000_000n;

interface Used {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What an answer costs as decimal text, rounded as the bill does: input and output together, half up, once. */
export function answerCost({ inputTokens, outputTokens }: Used, price: NonNullable<CallableModel["price"]>): string {
  const exact = BigInt(inputTokens) * nano(price.input) + BigInt(outputTokens) * nano(price.output);
  const cost = (exact + PER_TOKENS / 2n) / PER_TOKENS;
  const fraction = (cost % NANO).toString().padStart(9, "0").replace(/0+$/, "");
  return `${cost / NANO}${fraction && `.${fraction}`}`;
}

function nano(amount: string): bigint {
  const [whole = "0", fraction = ""] = amount.split(".");
  return BigInt(whole) * NANO + BigInt(fraction.padEnd(9, "0"));
}
