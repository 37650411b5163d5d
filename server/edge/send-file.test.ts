import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdir, readlink } from "node:fs/promises";
import { get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import { createFrontDoor } from "./front-door";
import { sendFile } from "./send-file";

const MIB = 1_024 * 1_024;
const KEY = "lfs/ab/cd/object";
const ASKS = { "x-sendfile-type": "X-Accel-Redirect" };

describe("the bytes of a file", () => {
  const world = setupWorld();
  const bytes = randomBytes(5 * MIB + 123);
  const doors: Server[] = [];
  let direct = "";
  let proxied = "";

  /** A door that serves the object under the media type that its address ends with. */
  async function open(trustedProxies: readonly string[]): Promise<string> {
    const door = createFrontDoor({
      trust: { trustedProxies, publicUrl: null, port: 0 },
      contentOrigin: "http://content.localhost:1",
      cookie: { name: "none", key: "none" },
      visitor: () => world.as({ kind: "anonymous" }),
      rooms: [
        {
          name: "object",
          match: () => (exchange) =>
            sendFile(exchange, {
              size: bytes.length,
              etag: "it",
              headers: { "content-type": exchange.path.slice(1) },
              open: (range) => exchange.ctx.ports.objects.get(KEY, range),
            }),
        },
      ],
      contentRoom: { name: "content", match: () => null },
      web: async ({ response }) => void response.writeHead(404).end(),
      limit: null,
      measure: () => {},
      files: { folder: join(world.folder(), "objects"), prefix: "/inside/" },
    });
    doors.push(door);
    door.listen(0, "127.0.0.1");
    await once(door, "listening");
    return `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  }
  beforeAll(async () => {
    await world.system().ports.objects.put(KEY, new Blob([bytes]).stream(), bytes.length);
    direct = await open([]);
    proxied = await open(["127.0.0.0/8"]);
  });
  afterAll(() => {
    for (const door of doors) door.close();
  });
  const ask = (origin: string, headers: Record<string, string> = {}, type = "application/octet-stream") =>
    fetch(`${origin}/${type}`, { headers });

  test.each([
    ["whole", undefined, [0, bytes.length]],
    ["from the beginning", "bytes=0-0", [0, 1]],
    ["across blocks", `bytes=${MIB - 1}-${3 * MIB}`, [MIB - 1, 3 * MIB + 1]],
    ["exactly one block", `bytes=${MIB}-${2 * MIB - 1}`, [MIB, 2 * MIB]],
    ["to the end", `bytes=${4 * MIB + 7}-`, [4 * MIB + 7, bytes.length]],
    ["the last ones", "bytes=-200", [bytes.length - 200, bytes.length]],
  ] as const)("come as they are: %s", async (_what, range, [start, end]) => {
    const answer = await ask(direct, range === undefined ? {} : { range });
    expect([answer.status, answer.headers.get("content-length")]).toEqual([range ? 206 : 200, `${end - start}`]);
    expect(bytes.subarray(start, end).equals(new Uint8Array(await answer.arrayBuffer()))).toBe(true);
  });

  test("are the same for many who read at once, at their own pace", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(direct)));
    for (const answer of answers) expect(bytes.equals(new Uint8Array(await answer.arrayBuffer()))).toBe(true);
  });

  test("leave no file open behind a client that went away", async () => {
    const openFiles = async () => {
      const names = await readdir("/proc/self/fd");
      const places = await Promise.all(names.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => "")));
      return places.filter((place) => place.endsWith(KEY)).length;
    };
    await expect.poll(openFiles).toBe(0);
    const request = get(`${direct}/application/octet-stream`);
    const [response] = await once(request, "response");
    await once(response, "readable");
    request.destroy();
    await expect.poll(openFiles).toBe(0);
  });

  test("are left to a trusted proxy that asks for their place, under an address that it alone knows", async () => {
    const answer = await ask(proxied, ASKS);
    expect(await answer.text()).toBe("");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "x-accel-redirect": `/inside/${KEY}`,
      "content-type": "application/octet-stream",
      etag: '"it"',
    });
  });

  test.each([
    ["a proxy that does not ask", () => ask(proxied)],
    ["somebody who is no proxy and asks", () => ask(direct, ASKS)],
    ["a proxy that asks for a page", () => ask(proxied, ASKS, "text/html")],
    ["a proxy that asks in other words", () => ask(proxied, { "x-sendfile-type": "X-Sendfile" })],
  ])("come from here for %s", async (_who, asking) => {
    const answer = await asking();
    expect(answer.headers.get("x-accel-redirect")).toBeNull();
    expect((await answer.arrayBuffer()).byteLength).toBe(bytes.length);
  });
});
