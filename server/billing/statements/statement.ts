import { type Ctx, formatMoney } from "@/server/kernel";
import { CHARGES } from "../charge";
import type { InvoiceLine, Statement } from "../contract/statements";
import type { Month } from "../month";
import { listMovements, positionBefore, sumBorne, sumKinds, sumRuns, sumTokens } from "../store/statements";

const MOST_LINES = 998;
const MOST_MOVEMENTS = 200;

interface Wallet {
  readonly ownerId: string;
  readonly currency: string;
}

type Bill = Pick<Statement, "opening" | "lines" | "charged" | "moved" | "closing" | "movements">;

/** What a month cost, line by line, and how the balance came about; all of it from the ledger. */
export async function billOf(ctx: Ctx, wallet: Wallet, month: Month): Promise<Bill> {
  const { db } = ctx;
  const [opening, kinds, lines, movements] = await Promise.all([
    positionBefore(db, wallet, month.start),
    sumKinds(db, wallet, month),
    linesOf(ctx, wallet, month),
    listMovements(db, wallet, { ...month, limit: MOST_MOVEMENTS }),
  ]);
  const of = (kind: Parameters<typeof kinds.get>[0]) => kinds.get(kind) ?? 0n;
  const charged = -CHARGES.reduce((sum, kind) => sum + of(kind), 0n);
  const all = [...kinds.values()].reduce((sum, amount) => sum + amount, 0n);
  const refunds: Line[] = of("refund") === 0n ? [] : [{ kind: "refund", sku: "", quantity: 0, amount: -of("refund") }];
  const known = [...lines, ...refunds];
  const rest = charged - sumOf(known);
  const unlisted: Line[] = rest === 0n ? [] : [{ kind: "unlisted", sku: "", quantity: 0, amount: rest }];
  return {
    opening: formatMoney(opening),
    lines: [...known, ...unlisted].map((line) => ({ ...line, amount: formatMoney(line.amount) })),
    charged: formatMoney(charged),
    movements: movements.map(({ amount, meta, ...row }) => ({
      ...row,
      amount: formatMoney(amount),
      reason: meta.reason ?? "",
    })),
    moved: formatMoney(all + charged),
    closing: formatMoney(opening + all),
  };
}

type Line = Omit<InvoiceLine, "amount"> & { readonly amount: bigint };

async function linesOf({ db }: Ctx, wallet: Wallet, month: Month): Promise<Line[]> {
  const [tokens, borne, runs] = await Promise.all([
    sumTokens(db, wallet, month),
    sumBorne(db, wallet, month),
    sumRuns(db, wallet, month),
  ]);
  const lines: Line[] = [
    ...runs.map((line) => ({ kind: "minutes" as const, ...line })),
    ...tokens.map((line) => ({ kind: "tokens" as const, ...line })),
  ];
  const shown = lines.slice(0, MOST_LINES);
  return borne === 0n ? shown : [...shown, { kind: "borne", sku: "", quantity: 0, amount: borne }];
}

const sumOf = (lines: readonly Line[]) => lines.reduce((sum, { amount }) => sum + amount, 0n);
