import { costOfTokens, type Tokens } from "@/server/billing";
import { formatMoney } from "@/server/kernel";
import type { Admission } from "./admit";

/** What a call used and costs, to the last nano-unit, as its client reads it. */
export interface Bill {
  readonly tokens: Tokens;
  readonly cost: string;
  readonly currency: string;
}

export const billOf = ({ price }: Pick<Admission, "price">, tokens: Tokens): Bill => ({
  ...{ tokens, cost: formatMoney(costOfTokens(tokens, price)), currency: price.currency },
});
