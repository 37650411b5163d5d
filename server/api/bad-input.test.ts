import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations } from "@/server/api/registry";
import type { AnyOperation } from "@/server/kernel";
import { badValuesFor, DEEP } from "@/server/testing/sweep/bad-values";
import { type Caller, callerOf, restRequest, type Transport, transportsOf, wire } from "@/server/testing/sweep/call";
import { setupEdge } from "@/server/testing/sweep/edge";
import { fieldsOf, type Input, inputFor, type Shape, shapeOf } from "@/server/testing/sweep/inputs";
import { faultOf } from "@/server/testing/sweep/judge";
import { createTally, eachOf, SWEEP_MS } from "@/server/testing/sweep/tally";
import { makeTenant, type Tenant } from "@/server/testing/sweep/tenant";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const edge = setupEdge(world);
const calls = callerOf(edge.origin);
const tally = createTally("Every operation, called wrongly by somebody who may do everything");
let ada: Tenant;
let owner: Caller;

afterAll(() => tally.print(`${operations.length} operations`));
beforeAll(async () => {
  ada = await makeTenant(world, edge.origin());
  owner = { token: ada.write, cookie: await edge.cookieOf(ada.user.userId) };
});

interface Attempt {
  readonly operation: AnyOperation;
  readonly transport: Transport;
  readonly input: Input;
}

/** Calls each, and returns what is wrong with the answers. `refused`: no answer may be anything else than 400. */
async function faultsOf(what: string, attempts: readonly Attempt[], refused: (attempt: Attempt) => boolean) {
  const faults: string[] = [];
  await eachOf(attempts, async (attempt) => {
    const { operation, transport, input } = attempt;
    const answer = await calls[transport]({ operation, input, caller: owner });
    tally.add(`${what}, ${transport}`, answer);
    const isTaken = refused(attempt) && answer.status < 400;
    const fault = faultOf({ transport, answer }) ?? (isTaken ? `${answer.status}: was taken` : null);
    if (fault) faults.push(`${operation.name} (${transport}) ${JSON.stringify(input).slice(0, 200)}: ${fault}`);
  });
  return faults;
}

/** Both ways that lead to an operation; what a procedure takes as JSON says whether its schema fits it. */
const onEach = (operation: AnyOperation, inputs: readonly Input[]): Attempt[] =>
  transportsOf(operation).flatMap((transport) => inputs.map((input) => ({ operation, transport, input })));

const isMisfit = ({ operation, transport, input }: Attempt) => {
  if (transport === "rest" && !isInBody(operation)) return false;
  const said: Input = JSON.parse(wire(input));
  return !operation.input.safeParse(transport === "rest" ? addressed(operation, said) : said).success;
};

/** In an address a number is written with digits: there is no other way to say it. */
function addressed(operation: AnyOperation, input: Input): Input {
  const path = operation.http?.path ?? "";
  const said = fieldsOf(operation).flatMap(([key, { type }]) => {
    const value = input[key];
    const isNumber =
      type === "integer" && path.includes(`{${key}}`) && typeof value === "string" && /^\d+$/.test(value);
    return isNumber ? [[key, Number(value)]] : [];
  });
  return { ...input, ...Object.fromEntries(said) };
}

/** All of it for the first operations that take a parameter, a quarter each for the many that take the same one. */
function createShares() {
  const turns = new Map<string, number>();
  return <T>(parameter: string, attempts: readonly T[]): T[] => {
    const turn = turns.get(parameter) ?? 0;
    turns.set(parameter, turn + 1);
    return attempts.filter((_, index) => turn < 3 || index % 4 === turn % 4);
  };
}

/** Whether this way can say the value as it is: an address has text only, and both ways lead to the same schema. */
function saysMore({ operation, transport, input }: Attempt, key: string): boolean {
  const isAddressed = !isInBody(operation) || (operation.http?.path.includes(`{${key}}`) ?? false);
  if (input[key] === DEEP) return isInBody(operation) && (transport === "trpc" || !isAddressed);
  return transport === "rest" ? !isAddressed || typeof input[key] === "string" : !isInBody(operation);
}
const isInBody = ({ kind, http }: AnyOperation) => kind === "command" && http?.method !== "DELETE";

describe("every operation", { timeout: SWEEP_MS }, () => {
  test.each(["rest", "trpc"])("refuses values that do not fit, and survives those that do: %s", async (wanted) => {
    const shareOf = createShares();
    const attempts = operations.flatMap((operation) => {
      const right = inputFor(operation, ada);
      return fieldsOf(operation).flatMap(([key, shape]) => {
        const wrong = badValuesFor(shape).map((value) => ({ ...right, [key]: value }));
        const said = onEach(operation, wrong).filter((attempt) => saysMore(attempt, key));
        return shareOf(`${key} ${JSON.stringify(shape)}`, said);
      });
    });
    const mine = attempts.filter(({ transport }) => transport === wanted);
    expect(await faultsOf("wrong values", mine, isMisfit)).toEqual([]);
  });

  test("refuses what it does not know and misses what it needs", async () => {
    const attempts = operations.flatMap((operation) => {
      const right = inputFor(operation, ada);
      const lacking = Object.keys(right).map((key) => ({ ...right, [key]: undefined }));
      return onEach(operation, [{ ...right, unknownKey: "x" }, { ...right, constructor: "x" }, ...lacking]);
    });
    const isUnknown = ({ input }: Attempt) => "unknownKey" in input || Object.hasOwn(input, "constructor");
    expect(await faultsOf("unknown and missing keys", attempts, isUnknown)).toEqual([]);
  });

  test("refuses addresses that are no text", async () => {
    const faults: string[] = [];
    const words = ["%00", "%ff", "%zz", "%", "%2e%2e%2f", "%ED%A0%80", "%252f", "a%0d%0ab", "a%5cb"];
    const routes = operations.filter(({ http }) => http?.path.includes("{"));
    const attempts = routes.flatMap((operation) => words.map((word) => ({ operation, word })));
    await eachOf(attempts, async ({ operation: { name, http }, word }) => {
      const path = (http?.path ?? "").replace("{shelf}", "models").replaceAll(/\{\w+\}/g, word);
      const headers = { authorization: `Bearer ${ada.write}` };
      const answer = await calls.send(`/api/v1${path}`, { method: http?.method ?? "GET", headers });
      tally.add("addresses, rest", answer);
      const fault = faultOf({ transport: "rest", answer });
      if (fault) faults.push(`${name} ${word}: ${fault}`);
    });
    expect(faults).toEqual([]);
  });

  test("tells a client that its body is too large, whole and readable", async () => {
    const faults: string[] = [];
    const big = { rest: "x".repeat(1_100_000), trpc: "x".repeat(7_000_000) };
    const commands = operations.filter(isInBody);
    const inBodies = commands
      .flatMap((operation) => onEach(operation, [inputFor(operation, ada)]))
      .filter(({ transport }, index) => transport === "rest" || index % 9 === 0);
    await eachOf(
      inBodies,
      async ({ operation, transport, input }) => {
        const padded = { ...input, padding: big[transport] };
        const said = await calls[transport]({ operation, input: padded, caller: owner }).then(
          (answer) => {
            tally.add(`megabytes, ${transport}`, answer);
            return answer.status === 413 ? faultOf({ transport, answer }) : `${answer.status}`;
          },
          (error: Error) => `no answer: ${error.cause ?? error.message}`,
        );
        if (said) faults.push(`${operation.name} (${transport}): ${said}`);
      },
      2,
    );
    expect(faults).toEqual([]);
  });

  test("stops reading bytes that never end", async () => {
    const faults: string[] = [];
    const streams = operations.filter((operation) => operation.kind === "stream" && operation.consumes !== undefined);
    await eachOf(streams, async (operation) => {
      const { method, path } = restRequest(operation, { ...inputFor(operation, ada), number: 1 });
      const headers = { authorization: `Bearer ${ada.write}`, "content-type": "image/png" };
      const answer = await calls.send(path, { method, headers, body: endless(), duplex: "half" });
      tally.add("bytes without end, rest", answer);
      const fault = answer.status < 400 ? String(answer.status) : faultOf({ transport: "rest", answer });
      if (fault) faults.push(`${operation.name}: ${fault}`);
    });
    expect(streams.length).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  test("D9: a batch of ten thousand calls is one refusal", async () => {
    const path = `/api/trpc/${Array(1_500).fill("x.y").join(",")}?batch=1&input=%7B%7D`;
    const answer = await calls.send(path, { headers: { "sec-fetch-site": "same-origin" } });
    tally.add("a long batch, trpc", answer);
    expect(answer.status).toBe(413);
    const longest = await calls.send(`/api/trpc/${Array(10_000).fill("a").join(",")}?batch=1`, {});
    expect(longest.status).toBe(414);
  });

  test("bounds every text and every list that it takes", () => {
    const unbounded = operations.flatMap((operation) => loose(shapeOf(operation), operation.name));
    expect(unbounded).toEqual([]);
  });
});

/** Forty megabytes, which is without end for whoever wants less. */
function endless(): ReadableStream<Uint8Array> {
  let left = 40;
  return new ReadableStream({
    pull: (controller) => (left-- > 0 ? controller.enqueue(new Uint8Array(1 << 20)) : controller.close()),
  });
}

/** Where a caller may send as much as they like. */
function loose(shape: Shape, at: string): string[] {
  const inside = [
    ...(shape.anyOf ?? []).concat(shape.oneOf ?? []).flatMap((choice) => loose(choice, at)),
    ...Object.entries(shape.properties ?? {}).flatMap(([key, value]) => loose(value, `${at}.${key}`)),
    ...(shape.items ? loose(shape.items, `${at}[]`) : []),
  ];
  if (shape.enum || shape.const !== undefined) return inside;
  const isLooseText = shape.type === "string" && shape.maxLength === undefined && !isShort(shape);
  const isLooseList = shape.type === "array" && shape.maxItems === undefined;
  return isLooseText || isLooseList ? [...inside, at] : inside;
}

/** A pattern without `*` and `+` says how long its text can be. */
const isShort = ({ format, pattern = "" }: Shape) =>
  ["uuid", "date-time", "date"].includes(format ?? "") ||
  (pattern !== "" && !/[*+]|,\}/.test(pattern.replaceAll(/\\.|\[[^\]]*\]/g, "")));
