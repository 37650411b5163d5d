import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listScopes, openScopes } from "@/server/billing";
import { databaseBehindAWay } from "@/server/testing/cut-off";
import { openAiIn } from "@/server/testing/openai";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
let database: Awaited<ReturnType<typeof databaseBehindAWay>>;
beforeAll(async () => {
  database = await databaseBehindAWay(world.databaseUrl());
});
/** The same world, by a way to its database that can be cut. */
const door = openAiIn({
  ...world,
  as: (...who) => ({ ...world.as(...who), db: database.db }),
  system: () => ({ ...world.system(), db: database.db }),
});
const engine = createServer(async (request, response) => {
  await request.toArray();
  const usage = { prompt_tokens: 10, completion_tokens: 100 };
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.end(`data: ${JSON.stringify({ choices: [], usage })}\n\ndata: [DONE]\n\n`);
});
beforeAll(async () => {
  engine.listen(0, "127.0.0.1");
  await once(engine, "listening");
});
afterAll(async () => {
  engine.closeAllConnections();
  engine.close();
  await database.close();
});
const COST = 10n * 100n + 100n * 400n;

test("while the database is away, calls live on what was leased; then they are told to come again, and all is charged", async () => {
  const person = await world.user();
  const model = `${person.username}/guide`;
  door.deploy({
    ownerId: person.userId,
    model,
    addresses: [`http://127.0.0.1:${(engine.address() as AddressInfo).port}`],
  });
  const { key, openai } = await door.client(person, "0.003");
  const messages = [{ role: "user" as const, content: "What is LoRA?" }];
  const call = () => openai.chat.completions.create({ model, messages, max_tokens: 100 });
  await call();
  await world.system().live.dueCharges.settled(person.userId);

  await database.cut();
  let served = 1;
  const refusal = await (async () => {
    for (;;) {
      await call();
      served++;
    }
  })().catch((error: unknown) => error);
  expect(served).toBeGreaterThan(1);
  expect(refusal).toMatchObject({ status: 503, code: "service_unavailable" });
  expect(world.system().live.traffic.settlements.unwritten()).toBe(served - 1);

  await database.mend();
  await expect
    .poll(
      () =>
        call().then(
          () => "served",
          ({ status }) => status,
        ),
      { timeout: 20_000 },
    )
    .toBe("served");
  const { settlements, pool } = world.system().live.traffic;
  await settlements.flush();
  const [scope] = await openScopes(world.system(), [{ kind: "key", ref: key.id, ownerId: person.userId }], new Date());
  await pool.close(world.system());
  const [row] = await listScopes(world.system().db, [Number(scope?.id)]);
  expect(row).toMatchObject({ spent: BigInt(served + 1) * COST, leased: 0n, lim: 3_000_000n });
});
