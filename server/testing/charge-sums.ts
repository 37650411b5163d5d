import { sql } from "drizzle-orm";
import type { Ctx } from "@/server/kernel";

export interface ChargedRow extends Record<string, unknown> {
  readonly id: string;
  readonly input_tokens: string;
  readonly output_tokens: string;
  readonly cost: string;
  readonly basis: string;
}

export const rowsOf = async <T extends Record<string, unknown>>({ db }: Ctx, query: ReturnType<typeof sql>) => [
  ...(await db.execute<T>(query)),
];

/** The same money, wherever it is written down. */
export async function sumsOfCharges(ctx: Ctx): Promise<Readonly<Record<string, unknown>>> {
  const [row] = await rowsOf(
    ctx,
    sql`
    select (select sum(cost)::text from usage_events) as usage,
           (select sum(cost)::text from usage_daily) as days,
           (select sum(spent)::text from budget_scopes where kind = 'key') as keys,
           (select sum(leased)::text from budget_scopes) as leased,
           (select sum(cost)::text from gateway_requests) as requests,
           (select balance::text from account_balances b join ledger_accounts a on a.id = b.account_id
             where a.kind = 'revenue') as revenue,
           (select (-sum(balance))::text from account_balances b join ledger_accounts a on a.id = b.account_id
             where a.kind = 'customer_receivable') as receivable,
           (select count(*)::int from usage_events) as events,
           (select sum(requests)::int from usage_daily) as counted`,
  );
  return row ?? {};
}

/** A line for each number. */
export const printTable = (table: Readonly<Record<string, number | string>>): void =>
  void process.stdout.write(
    `${Object.entries(table)
      .map(([name, found]) => `${name.padEnd(22)}${found}`)
      .join("\n")}\n`,
  );
