import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import postgres from "postgres";
import { withDatabase } from "./parts/database";
import { printTable, verdict } from "./parts/table";

/** How many calls one hot budget takes: an update for each call, a settled batch, and whether it is ever exceeded. */
const DATA = resolve(".cache/bench/budgets");
const WRITERS = 4;
const BATCH = 500;
const BATCHES = 60;
const SINGLE = 2_000;
const TARGET_PER_SECOND = 10_000;
const NODES = 16;

type Sql = ReturnType<typeof postgres>;

async function newScope(sql: Sql, limit: number): Promise<string> {
  const [row] = await sql`
    insert into budget_scopes (kind, ref, owner_id, period, currency, period_start, mode, lim)
    values ('key', ${randomUUID()}, ${randomUUID()}, 'total', 'USD', 'epoch', 'hard', ${limit}) returning id`;
  return String(row?.id);
}

async function newLease(sql: Sql, scope: string): Promise<string> {
  const id = randomUUID();
  await sql`insert into budget_leases (id, scope_id, node, expires_at)
            values (${id}, ${scope}, ${id}, now() + interval '1 hour')`;
  return id;
}

/** Runs the work in several sessions at once and returns how many of it a second takes. */
async function perSecond(count: number, sessions: number, work: (session: number) => Promise<unknown>) {
  const since = performance.now();
  const share = Math.ceil(count / sessions);
  const one = async (session: number) => {
    for (let turn = 0; turn < share; turn++) await work(session);
  };
  await Promise.all(Array.from({ length: sessions }, (_, session) => one(session)));
  return (share * sessions * 1_000) / (performance.now() - since);
}

/** The plain way: a call is admitted by an update of its own. */
async function guardedUpdates(sql: Sql): Promise<number> {
  const scope = await newScope(sql, 1e12);
  const update = () => sql`update budget_scopes set spent = spent + 5 where id = ${scope} and spent + 5 <= lim`;
  return perSecond(SINGLE, WRITERS, update);
}

/** Batches: their calls are written, then what they cost is taken from a lease. The ledger has no part in it. */
async function settledBatches(sql: Sql): Promise<number> {
  const scope = await newScope(sql, 1e12);
  const leases = await Promise.all(Array.from({ length: WRITERS }, () => newLease(sql, scope)));
  for (const lease of leases) await sql`select budget_grant(${lease}::uuid, 1000000000, 1000000000, 1)`;
  const settle = (session: number) =>
    sql.begin(async (tx) => {
      await tx`
        insert into usage_events (id, occurred_at, owner_id, model, repo_id, input_tokens, output_tokens, input_price_id,
                                  output_price_id, cost, currency, basis)
        select gen_random_uuid(), now(), ${scope.padStart(32, "0")}::uuid, 'bench/bench', gen_random_uuid(), 1, 1,
               gen_random_uuid(), gen_random_uuid(), 5, 'USD', 'reported' from generate_series(1, ${BATCH}::int)`;
      await tx`select count(*) from budget_settle(array[${String(leases[session])}]::uuid[], array[${BATCH * 5}]::bigint[],
                 '{}'::bigint[], '{}'::bigint[], '{}'::uuid[], '{}'::bigint[], 'USD')`;
    });
  return (await perSecond(BATCHES, WRITERS, settle)) * BATCH;
}

/** Many processes at the end of one budget: what they got together, and what the limit was. */
async function nearlyEmpty(sql: Sql) {
  const limit = 10_007;
  const scope = await newScope(sql, limit);
  const leases = await Promise.all(Array.from({ length: NODES }, () => newLease(sql, scope)));
  const drain = async (lease: string) => {
    for (;;) {
      const [row] = await sql`select budget_grant(${lease}::uuid, 10, 640, ${2 * NODES})::int as amount`;
      if (!(row?.amount > 0)) return;
    }
  };
  await Promise.all(leases.map(drain));
  const [row] = await sql`select leased::int as leased from budget_scopes where id = ${scope}`;
  return { limit, leased: Number(row?.leased) };
}

await withDatabase(DATA, async (url) => {
  const sql = postgres(url, { max: NODES, onnotice: () => {} });
  try {
    const single = await guardedUpdates(sql);
    const batched = await settledBatches(sql);
    const { limit, leased } = await nearlyEmpty(sql);
    printTable("One hot budget", [
      ["", "calls/s", "ratio", "target"],
      ["an update for each call", single.toFixed(0), "1.0", ""],
      [
        `settled in batches of ${BATCH}`,
        batched.toFixed(0),
        (batched / single).toFixed(1),
        `${TARGET_PER_SECOND}/s: ${verdict(batched >= TARGET_PER_SECOND)}`,
      ],
    ]);
    printTable(`${NODES} processes on a nearly empty budget`, [
      ["", "limit", "granted", "target"],
      ["nano-units", String(limit), String(leased), `not over: ${verdict(leased <= limit)}`],
    ]);
  } finally {
    await sql.end();
  }
});
