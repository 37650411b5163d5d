import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { deleteAccount } from "@/server/identity/delete-account";
import type { UserActor } from "@/server/kernel";
import { atomically, parseMoney } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { ExportChargesInput, GetStatementInput, ListInvoicesInput, ListStatementsInput } from "../contract/statements";
import { ensureDefaultPrices } from "../ensure-default-prices";
import { endInterval, startInterval } from "../intervals";
import { monthNamed } from "../month";
import { billingOperations } from "../operations";
import { postSales } from "../post-sales";
import { tokenPriceOf } from "../price-of";
import { recordUsage } from "../record-usage";
import { listBookings } from "../store/charged";

const {
  downloadInvoice,
  exportCharges,
  getInvoice,
  getStatement,
  issueInvoice,
  listInvoices,
  listStatements,
  refundCharge,
} = billingOperations;
const world = setupWorld();
const MARCH = new Date("2026-03-15T12:00:00Z");
const APRIL = new Date("2026-04-02T09:00:00Z");
const request = () => ({
  ...{ signal: AbortSignal.timeout(60_000), lastEventId: null, contentType: null },
  body: (async function* () {})(),
});
let finance: UserActor;
beforeAll(async () => {
  await ensureDefaultPrices(world.system());
  finance = await world.user({ platformRoles: ["finance"] });
});

/** Somebody who called two models and ran one for two minutes in March. */
async function customer(calls = 3): Promise<UserActor> {
  const person = await world.user();
  const at = (seconds: number) => world.as(person, () => new Date(MARCH.getTime() + seconds * 1_000));
  const price = await tokenPriceOf(at(0), at(0).id(), at(0).now());
  const events = Array.from({ length: calls }, (_, index) => ({
    ...{ id: at(0).id(), occurredAt: at(0).now(), ownerId: person.userId, keyId: null, repoId: at(0).id() },
    ...{ model: index % 2 ? "=ada/chat" : "ada/code", inputTokens: 12 + index, outputTokens: 30, price },
    basis: "reported" as const,
  }));
  await atomically(at(1), (ctx) => recordUsage(ctx, events));
  const instanceId = at(0).id();
  const run = { instanceId, ownerId: person.userId, label: "ada/chat", sku: "local-cpu", replicas: 2 } as const;
  await startInterval(at(0), run);
  await endInterval(at(61), { instanceId, reason: "stopped" });
  return person;
}

const inApril = (actor: UserActor) => world.as(actor, () => APRIL);
const issue = (owner: UserActor, month = "2026-03") =>
  issueInvoice.run(inApril(finance), { owner: owner.username, month });
const sumOf = (rows: readonly { amount: string }[]) => rows.reduce((sum, { amount }) => sum + parseMoney(amount), 0n);

async function bytesOf(body: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of body) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

describe("invoices", () => {
  test("that fifty ask for at once have numbers without a gap, also when some are refused", async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => customer()));
    const idle = await world.user();
    const asked = Array.from({ length: 50 }, (_, index) => issue(people[index % 10] ?? idle));
    const answers = await Promise.allSettled(asked);
    const numbers = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value.number] : []));
    expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect((await issue(await customer())).number).toBe(9);
  });

  test("are of months that are over, in which something was charged", async () => {
    const ada = await customer();
    await expect(issue(ada, "2026-04")).rejects.toMatchObject({ code: "invalid" });
    await expect(issue(ada, "2026-01")).rejects.toMatchObject({ code: "invalid" });
    const asked = issueInvoice.run(inApril(ada), { owner: ada.username, month: "2026-03" });
    await expect(asked).rejects.toMatchObject({ code: "forbidden" });
  });

  test("are also for who deleted their account, by the name it had", async () => {
    const ada = await customer();
    await deleteAccount.run(world.as(ada), {});
    expect(await issue(ada)).toMatchObject({ owner: ada.username });
    await expect(issue({ ...ada, username: "nobody-at-all" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("say what the statement says, stay as they are, and are for who may see what the owner pays", async () => {
    const ada = await customer();
    const { id, number } = await issue(ada);
    const statement = await getStatement.run(inApril(ada), GetStatementInput.parse({ month: "2026-03" }));
    const invoice = await getInvoice.run(inApril(ada), { id });
    expect(invoice).toMatchObject({ lines: statement.lines, total: statement.charged, owner: ada.username });
    expect(statement.invoice).toEqual({ id, number });
    expect(sumOf(invoice.lines)).toBe(parseMoney(invoice.total));

    const { items } = await listInvoices.run(inApril(ada), ListInvoicesInput.parse({}));
    expect(items).toMatchObject([{ id, number, total: invoice.total }]);
    const stranger = inApril(await world.user());
    const missing = { code: "not_found", details: { thing: "Invoice" } };
    await expect(getInvoice.run(stranger, { id })).rejects.toMatchObject(missing);
    await expect(downloadInvoice.run(stranger, { id }, request())).rejects.toMatchObject({ code: "not_found" });
    const changed = world.system().db.execute(sql`update invoices set total = 0`);
    await expect(changed).rejects.toMatchObject({ cause: { message: "invoices is append-only" } });
  });

  test("wait for what is being booked in their month", async () => {
    const ada = await customer();
    const march = world.as(ada, () => MARCH);
    const booked = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const booking = atomically(march, async (ctx) => {
      await postSales(ctx, [
        {
          kind: "minutes",
          idem: `late:${ada.userId}`,
          ownerId: ada.userId,
          currency: "USD",
          cost: 5_000_000_000n,
          meta: {},
        },
      ]);
      booked.resolve();
      await released.promise;
    });
    await booked.promise;
    const issued = issue(ada);
    await new Promise((resolve) => setTimeout(resolve, 300));
    released.resolve();
    await booking;
    const { total } = await issued;
    expect(parseMoney(total)).toBeGreaterThan(5_000_000_000n);
  });

  test("are the same PDF each time", async () => {
    const ada = await customer();
    const { id, number } = await issue(ada);
    const download = async () => downloadInvoice.run(inApril(ada), { id }, request());
    const { contentType, fileName, body } = await download();
    const pdf = await bytesOf(body);
    expect([contentType, fileName]).toEqual(["application/pdf", `invoice-${number}.pdf`]);
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.subarray(-6).toString().trim()).toBe("%%EOF");
    expect(await bytesOf((await download()).body)).toEqual(pdf);
  });
});

describe("charges of a month", () => {
  test("of many bookings are each there once, in their order, and none of other months or owners", async () => {
    const [ada, other] = [await world.user(), await world.user()];
    const price = await tokenPriceOf(world.system(), "", MARCH);
    const call = (person: UserActor, at: Date) => {
      const ctx = world.as(person, () => at);
      const event = {
        ...{ id: ctx.id(), occurredAt: at, ownerId: person.userId, keyId: null, model: "ada/code", repoId: ctx.id() },
        ...{ inputTokens: 10, outputTokens: 10, basis: "reported" as const, price },
      };
      return atomically(ctx, (ctx) => recordUsage(ctx, [event]));
    };
    const FEBRUARY_END = Date.UTC(2026, 2, 1) - 1;
    await call(ada, new Date(FEBRUARY_END));
    for (let index = 0; index < 130; index++) await call(ada, new Date(FEBRUARY_END + 1 + (index >> 1) * 1_000));
    await call(ada, APRIL);
    await call(other, MARCH);
    const asked = ExportChargesInput.parse({ month: "2026-03", format: "jsonl" });
    const { body } = await exportCharges.run(inApril(ada), asked, request());
    const lines = (await bytesOf(body))
      .toString()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(130);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(130);
    const places = lines.map(({ bookedAt, transactionId }) => `${bookedAt} ${transactionId}`);
    expect(places).toEqual(places.toSorted());
  });

  test("are found by an index of bookings, from the place where the last page ended", async () => {
    const { db } = world.system();
    const month = monthNamed("2026-03");
    const after = { id: world.system().id(), bookedAt: MARCH };
    const asked = listBookings(db, { ownerId: finance.userId, month, after, limit: 50 });
    const plan = await db.transaction(async (tx) => {
      // A few rows are read faster in another way: whether the index has their order is asked here.
      await tx.execute(sql`set local enable_seqscan = off`);
      await tx.execute(sql`set local enable_bitmapscan = off`);
      await tx.execute(sql`set local enable_sort = off`);
      return tx.execute<Record<string, string>>(sql`explain ${asked.getSQL()}`);
    });
    const text = plan.map((row) => Object.values(row)[0]).join("\n");
    expect(text).toMatch(/ledger_transactions_owner_idx/);
    expect(text).not.toMatch(/Sort/);
  });

  test("as lines of JSON and as CSV add up to the statement, which adds up to the ledger", async () => {
    const ada = await customer(1_203);
    const month = "2026-03";
    const first = (await listStatements.run(inApril(ada), ListStatementsInput.parse({}))).items;
    const statement = await getStatement.run(inApril(ada), GetStatementInput.parse({ month }));
    expect(first).toEqual([{ month, currency: "USD", charged: statement.charged, moved: "0" }]);
    expect(statement.lines.map(({ kind, sku, quantity }) => [kind, sku, quantity])).toEqual([
      ["minutes", "local-cpu", 4],
      ["tokens", "ada/code", expect.any(Number)],
      ["tokens", "=ada/chat", expect.any(Number)],
    ]);

    const read = async (format: "csv" | "jsonl") =>
      bytesOf((await exportCharges.run(inApril(ada), ExportChargesInput.parse({ month, format }), request())).body);
    const lines = (await read("jsonl"))
      .toString()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(1_204);
    expect(new Set(lines.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(1_204);
    expect(sumOf(lines)).toBe(parseMoney(statement.charged));

    const csv = (await read("csv")).toString().trim().split("\r\n");
    expect(csv).toHaveLength(1_205);
    expect(csv.filter((line) => line.includes(",=ada"))).toEqual([]);
    expect(csv.filter((line) => line.includes(",'=ada/chat,"))).toHaveLength(601);
  });

  test("that were refunded are a line of their own", async () => {
    const ada = await customer();
    const read = async () =>
      bytesOf(
        (
          await exportCharges.run(
            inApril(ada),
            ExportChargesInput.parse({ month: "2026-03", format: "jsonl" }),
            request(),
          )
        ).body,
      );
    const [{ transactionId }] = (await read())
      .toString()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    await refundCharge.run(inApril(finance), { transactionId, reason: "a test" });
    const april = await getStatement.run(inApril(ada), GetStatementInput.parse({ month: "2026-04" }));
    expect(april.lines).toMatchObject([{ kind: "refund", amount: april.charged }]);
    expect(parseMoney(april.charged)).toBeLessThan(0n);
    expect(parseMoney(april.opening) - parseMoney(april.charged)).toBe(parseMoney(april.closing));
  });
});
