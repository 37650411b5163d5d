import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { operations } from "@/server/api/registry";
import type { AnyOperation } from "@/server/kernel";
import { type Answer, type Caller, callerOf, type Transport, transportsOf } from "@/server/testing/sweep/call";
import { setupEdge } from "@/server/testing/sweep/edge";
import { fieldsOf, type Input, inputFor, knownValue, sampleOf } from "@/server/testing/sweep/inputs";
import { faultOf, leakOf } from "@/server/testing/sweep/judge";
import { createTally, eachOf, SWEEP_MS } from "@/server/testing/sweep/tally";
import { makeTenant, type Tenant } from "@/server/testing/sweep/tenant";
import { setupWorld } from "@/server/testing/world";

/** Whoever has no account yet, or cannot sign in, may call these. */
const OPEN_COMMANDS = [
  "identity.createUser",
  "identity.requestPasswordReset",
  "identity.resetPassword",
  "identity.restoreAccount",
];

/** After these the caller is nobody any more: somebody new calls each. */
const LAST_COMMANDS = ["identity.deleteAccount", "identity.signOutEverywhere"];

const world = setupWorld();
const edge = setupEdge(world);
const calls = callerOf(edge.origin);
const isCommand = (operation: AnyOperation) => operation.kind === "command" || operation.http?.method === "PUT";

interface Attempt {
  readonly operation: AnyOperation;
  readonly transport: Transport;
  readonly input: Input;
}

let ada: Tenant;
let stranger: Caller;
let owner: Caller;

beforeAll(async () => {
  ada = await makeTenant(world, edge.origin());
  stranger = await newStranger();
  owner = { token: ada.write, cookie: await edge.cookieOf(ada.user.userId) };
});

async function newStranger(): Promise<Caller> {
  const bob = await world.user();
  return { token: (await world.token(bob)).secret, cookie: await edge.cookieOf(bob.userId) };
}

/** Every operation over every transport, about what is Ada's: by what it needs, by all it takes, by every id of hers. */
function attempts(): Attempt[] {
  return operations.flatMap((operation) => {
    const inputs = [inputFor(operation, ada), inputFor(operation, ada, true), ...withEachId(operation)];
    const distinct = [...new Map(inputs.map((input) => [JSON.stringify(input), input])).values()];
    return transportsOf(operation).flatMap((transport) => distinct.map((input) => ({ operation, transport, input })));
  });
}

const withEachId = (operation: AnyOperation): Input[] =>
  fieldsOf(operation)
    .filter(([, { format }]) => format === "uuid")
    .flatMap(([key]) => Object.values(ada.ids).map((id) => ({ ...inputFor(operation, ada), [key]: id })));

async function call({ operation, transport, input }: Attempt, asked: Caller): Promise<Answer> {
  const isLast = asked === stranger && LAST_COMMANDS.includes(operation.name);
  return calls[transport]({ operation, input, caller: isLast ? await newStranger() : asked });
}

const said = ({ operation, transport, input }: Attempt, what: string) =>
  `${operation.name} (${transport}) ${JSON.stringify(input).slice(0, 200)}: ${what}`;

/** Every row that names something of Ada's, whatever table it stands in. Whoever follows her writes rows of their own. */
async function rowsOfAda(): Promise<string[]> {
  const { db } = world.system();
  const tables = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const names = [ada.user.userId, ada.organization, ada.user.username, ...ada.marks];
  const found = tables
    .filter(({ name }) => !/^audit_|^sign_in_attempts$/.test(name))
    .map(async ({ name }) => {
      const rows = await db.execute<{ row: string }>(
        sql`select (to_jsonb(t) - 'last_used_at' - 'seen_at')::text as row from ${sql.identifier(name)} t`,
      );
      const isOfOthers = (row: string) => name === "follows" && !row.includes(`"follower_id": "${ada.user.userId}"`);
      const named = rows.filter(({ row }) => names.some((word) => row.includes(word)) && !isOfOthers(row));
      return named.map(({ row }) => `${name} ${row}`);
    });
  return (await Promise.all(found)).flat().sort();
}

const tally = createTally("Every operation, asked by those whom it does not concern");

describe("every operation", { timeout: SWEEP_MS }, () => {
  test("shows its owner what is theirs: otherwise the following would prove nothing", async () => {
    const shown = new Set<string>();
    await eachOf(
      attempts().filter(({ operation }) => !isCommand(operation)),
      async (attempt) => {
        const answer = await call(attempt, owner);
        tally.add("the owner, reading", answer);
        if (answer.status === 200 && leakOf(answer.text, attempt.input, ada.marks)) shown.add(attempt.operation.name);
      },
    );
    expect(shown.size).toBeGreaterThan(20);
  });

  test.each([
    ["a visitor", (): Caller => ({})],
    ["another tenant", () => stranger],
  ])("shows nothing of it to %s, who changes nothing of it either", async (who, caller) => {
    const before = await rowsOfAda();
    const faults: string[] = [];
    await eachOf(attempts(), async (attempt) => {
      const answer = await call(attempt, caller());
      tally.add(who, answer);
      const fault = faultOf({ transport: attempt.transport, answer });
      const leak = leakOf(answer.text, attempt.input, ada.marks);
      const isDone = who === "a visitor" && isCommand(attempt.operation) && answer.status < 300;
      if (fault) faults.push(said(attempt, fault));
      if (leak) faults.push(said(attempt, `shows ${leak}: ${answer.text.slice(0, 300)}`));
      if (isDone && !OPEN_COMMANDS.includes(attempt.operation.name)) faults.push(said(attempt, `${answer.status}`));
    });
    expect(faults).toEqual([]);
    expect(await rowsOfAda()).toEqual(before);
  });

  test("answers another tenant about a hidden thing as about a missing one", async () => {
    const faults: string[] = [];
    await eachOf(attempts(), async (attempt) => {
      const keys = hidingKeys(attempt);
      if (keys.length === 0) return;
      const missing = { ...attempt, input: { ...attempt.input, ...missingFor(attempt, keys) } };
      const [hidden, none] = [await call(attempt, stranger), await call(missing, stranger)];
      tally.add("hidden against missing", hidden);
      const [a, b] = [without(hidden, attempt.input), without(none, missing.input)];
      if (a !== b) faults.push(said(attempt, `${a} instead of ${b}`));
    });
    expect(faults).toEqual([]);
    const me = operations.find(({ name }) => name === "identity.getMe");
    const known = me
      ? transportsOf(me).map((transport) => call({ operation: me, transport, input: {} }, stranger))
      : [];
    expect((await Promise.all(known)).map(({ status }) => status)).toEqual([200, 200]);
  });

  test("that changes something refuses a token that may only read", async () => {
    const before = await rowsOfAda();
    const accepted: string[] = [];
    const unasked = new Set<string>();
    const commands = attempts().filter(({ operation, transport }) => isCommand(operation) && transport === "rest");
    await eachOf(commands, async (attempt) => {
      const answer = await call(attempt, { token: ada.read });
      tally.add("a token that reads, writing", answer);
      const { name } = attempt.operation;
      if (answer.status < 300 && !OPEN_COMMANDS.includes(name)) accepted.push(said(attempt, `${answer.status}`));
      if (answer.status === 400) unasked.add(name);
    });
    expect(accepted).toEqual([]);
    expect(await rowsOfAda()).toEqual(before);
    tally.print(
      `${operations.length} operations`,
      `refused for their input before their caller: ${[...unasked].join(" ") || "none"}`,
    );
  });
});

/** Parameters of an attempt by which a thing is found that only Ada may know of. */
function hidingKeys({ input }: Attempt): string[] {
  const secrets = new Set([
    ...[ada.repo.name, `${ada.user.username}/${ada.repo.name}`, ada.team, ada.group],
    ...Object.values(ada.ids),
  ]);
  return Object.entries(input).flatMap(([key, value]) => (secrets.has(String(value)) ? [key] : []));
}

/** The same parameters, naming nothing that exists. */
function missingFor({ operation }: Attempt, keys: readonly string[]): Input {
  const shapes = new Map(fieldsOf(operation));
  const nothing = (key: string) => (key === "name" ? "nothing-here" : sampleOf(shapes.get(key) ?? {}));
  const isModel = (key: string) => String(knownValue(operation, key, ada)).includes("/");
  return Object.fromEntries(
    keys.map((key) => [key, isModel(key) ? `${ada.user.username}/nothing-here` : nothing(key)]),
  );
}

/** What an answer says once the words of the question and its own number are taken out. */
function without({ status, text }: Answer, input: Input): string {
  const own = text.replaceAll(/"(?:requestId|instance)":"[^"]*"/g, "");
  const words = Object.values(input)
    .map(String)
    .filter((value) => value.length > 3)
    .toSorted((a, b) => b.length - a.length);
  return `${status} ${words.reduce((left, value) => left.replaceAll(value, "…"), own)}`;
}
