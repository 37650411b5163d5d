import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  accountBalances,
  ledgerAccounts,
  ledgerEntries,
  ledgerTransactions,
  runCharges,
  runIntervals,
  usageDaily,
  usageEvents,
  wallets,
} from "@/db/schema/billing";
import { budgetScopes, budgets } from "@/db/schema/billing/budgets";
import type { LEDGER_CHECKS } from "../contract/statements";
import { minutesKeyOf } from "./minutes-key";

type Check = (typeof LEDGER_CHECKS)[number];

/** What a sum of its parts is, and what is kept: each a query of `key`, `expected`, `actual`. */
const PAIRS: Readonly<Record<Check, SQL>> = {
  balanced: sql`select transaction_id::text || ' ' || currency as key, 0::numeric as expected, sum(amount) as actual
    from ${ledgerEntries} group by transaction_id, currency`,
  balances: sql`select account_id::text as key, e.total as expected, b.balance as actual
    from (select account_id, sum(amount) as total from ${ledgerEntries} group by account_id) e
    full join (select account_id, balance::numeric from ${accountBalances}) b using (account_id)`,
  usage: sql`select owner_id::text || ' ' || currency as key, u.total as expected, l.total as actual
    from (select owner_id, currency, sum(cost) as total from ${usageEvents} where cost > 0 group by 1, 2) u
    full join (
      select first.owner_id, first.currency, sum(e.amount) as total
        from ${ledgerTransactions} t
        join ${usageEvents} first on first.id = (t.meta->>'firstEvent')::uuid
        join ${ledgerEntries} e on e.transaction_id = t.id
        join ${ledgerAccounts} a on a.id = e.account_id and a.kind = 'revenue'
       where t.kind = 'usage' group by 1, 2) l using (owner_id, currency)`,
  minutes: sql`select idem as key, c.cost as expected, l.total as actual
    from (select ${minutesKeyOf(sql`interval_id`, sql`from_minute`)} as idem, cost::numeric
            from ${runCharges} where cost > 0) c
    full join (
      select t.idem, sum(e.amount) as total
        from ${ledgerTransactions} t
        join ${ledgerEntries} e on e.transaction_id = t.id
        join ${ledgerAccounts} a on a.id = e.account_id and a.kind = 'revenue'
       where t.kind = 'minutes' group by 1) l using (idem)`,
  usageDays: sql`select concat_ws(' ', owner_id, day, key_id, model, currency) as key, u.total as expected, d.total as actual
    from (select owner_id, (occurred_at at time zone 'UTC')::date as day,
                 coalesce(key_id, '00000000-0000-0000-0000-000000000000') as key_id, model, currency,
                 sum(cost) as total
            from ${usageEvents} group by 1, 2, 3, 4, 5) u
    full join (select owner_id, day, key_id, model, currency, cost::numeric as total from ${usageDaily}) d
      using (owner_id, day, key_id, model, currency)`,
  runs: sql`select i.id::text as key, coalesce(sum(c.cost), 0) as expected, i.cost::numeric as actual
    from ${runIntervals} i left join ${runCharges} c on c.interval_id = i.id group by i.id`,
  wallets: sql`select w.owner_id::text || ' ' || w.currency as key,
           w.credit_limit + coalesce(sum(b.balance), 0) as expected,
           (coalesce(s.lim_target, s.lim) - s.spent)::numeric as actual
    from ${wallets} w
    join ${budgets} g on g.kind = 'wallet' and g.ref = w.owner_id and g.currency = w.currency and g.period = 'total'
    join ${budgetScopes} s on s.kind = 'wallet' and s.ref = w.owner_id and s.currency = w.currency and s.period = 'total'
    left join ${ledgerAccounts} a on a.owner_id = w.owner_id and a.currency = w.currency
    left join ${accountBalances} b on b.account_id = a.id
   where w.credit_limit is not null
   group by w.owner_id, w.currency, w.credit_limit, s.lim_target, s.lim, s.spent`,
};

export interface Differences {
  readonly rows: number;
  readonly different: number;
  /** Nano-units, all together, each without its sign. */
  readonly difference: bigint;
  readonly examples: readonly string[];
}

/** Compares what is kept with the sum of its parts, in one statement and so at one moment. */
export async function compare(db: Db, check: Check): Promise<Differences> {
  const [row] = await db.execute<{ rows: string; different: string; difference: string; examples: string[] }>(sql`
    with pairs as (${PAIRS[check]}),
         sums as (select key, coalesce(expected, 0) - coalesce(actual, 0) as difference from pairs)
    select count(*)::text as rows,
           count(*) filter (where difference <> 0)::text as different,
           coalesce(sum(abs(difference)), 0)::text as difference,
           coalesce((array_agg(key order by key) filter (where difference <> 0))[1:10], '{}') as examples
      from sums`);
  if (!row) throw new Error("a sum is always one row");
  const { rows, different, difference, examples } = row;
  return { rows: Number(rows), different: Number(different), difference: BigInt(difference), examples };
}
