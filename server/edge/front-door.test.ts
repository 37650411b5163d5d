import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addRepo } from "@/server/hub/repositories/create-repo";
import { setupWorld } from "@/server/testing/world";
import { readForwarded } from "@/server/web/forwarded";
import { createFrontDoor } from "./front-door";
import { createHealthRoom } from "./health";
import { createRestRoom } from "./rest";
import { createWebProxy } from "./web-proxy";

const KEY = "k".repeat(43);
const world = setupWorld();
const asked: (string | undefined)[] = [];
const buckets: string[] = [];
const arrived: { url: string; headers: IncomingHttpHeaders }[] = [];
const web = createServer(({ url = "", headers }, response) => {
  arrived.push({ url, headers });
  response.end("a page");
});
let port = 0;
let close = () => {};

beforeAll(async () => {
  web.listen(0, "127.0.0.1");
  await once(web, "listening");
  const health = { parts: async () => ({}), isDraining: () => false, metrics: async () => "yard_up 1\n" };
  const door = createFrontDoor({
    trust: { trustedProxies: [], publicUrl: null, port: 3000 },
    contentOrigin: "http://content.localhost:3000",
    cookie: { name: "yard-session-3000", key: "0".repeat(43) },
    visitor: ({ origin }) => ({ ...world.as({ kind: "anonymous" }), site: { ...world.system().site, origin } }),
    rooms: [createHealthRoom({ ...health, metricsToken: null }), createRestRoom()],
    contentRoom: { name: "content", match: () => null },
    web: createWebProxy({ web: `127.0.0.1:${(web.address() as AddressInfo).port}`, key: KEY }),
    limit: (bucket, asking) => {
      buckets.push(bucket);
      asked.push(asking.authorization);
      return { isAllowed: true, headers: {} };
    },
    measure: () => {},
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  port = (door.address() as AddressInfo).port;
  close = () => {
    door.closeAllConnections();
    door.close();
  };
});
afterAll(() => {
  close();
  web.closeAllConnections();
  web.close();
});

/** What comes back for these bytes, exactly as they are. */
async function answerTo(...lines: readonly string[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(`${lines.join("\r\n")}\r\nconnection: close\r\n\r\n`);
  return text(socket);
}
const fetchHere = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init);

describe("the front door", () => {
  test("A2 takes no token from an address", async () => {
    const ada = await world.user();
    const { secret } = await world.token(ada);
    await addRepo(world.as(ada), { shelf: "models", name: "hidden", visibility: "private", description: "" });
    for (const name of ["token", "access_token", "api_key", "apikey", "authorization"]) {
      const me = await fetchHere(`/api/v1/me?${name}=${secret}`);
      expect([name, me.status >= 400]).toEqual([name, true]);
      const repo = await fetchHere(`/api/v1/models/${ada.username}/hidden?${name}=${secret}`);
      expect([name, repo.status >= 400]).toEqual([name, true]);
    }
    expect((await fetchHere("/api/v1/me", { headers: { authorization: `Bearer ${secret}` } })).status).toBe(200);
  });

  test("counts sign-ins as such, however their address is written", async () => {
    buckets.length = 0;
    for (const path of ["/api/auth/callback/password", "/api/auth/%63allback/password", "/oauth/d%65vice"]) {
      await fetchHere(path, { method: "POST" });
    }
    expect(buckets).toEqual(["signIn", "signIn", "signIn"]);
  });

  test("A13 counts who sends a key as x-api-key by that key, whatever stands in the other header", async () => {
    asked.length = 0;
    await fetchHere("/v1/models", { headers: { "x-api-key": "one", authorization: "Bearer made-up" } });
    await fetchHere("/v1/models", { headers: { authorization: "Bearer two" } });
    expect(asked).toEqual(["one", "Bearer two"]);
  });

  test("C2 shows its figures to no one whom a proxy speaks for", async () => {
    expect((await fetchHere("/metrics")).status).toBe(200);
    for (const name of ["x-forwarded-for", "forwarded", "x-real-ip", "via"]) {
      expect((await fetchHere("/metrics", { headers: { [name]: "127.0.0.1" } })).status).toBe(401);
    }
  });

  test("D10 refuses headers without end, and goes on", async () => {
    expect(await answerTo("GET /livez HTTP/1.1", "host: x", `x-large: ${"x".repeat(100_000)}`)).toMatch(
      /^HTTP\/1\.1 4/,
    );
    expect((await fetchHere("/livez")).status).toBe(200);
  });

  test("D10 tells an address that is too long as a problem", async () => {
    const answer = await fetchHere(`/api/v1/models?search=${"x".repeat(20_000)}`);
    expect(answer.status).toBe(414);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({ status: 414, code: "address_too_long" });
  });

  test.each(["/models/%E0%A4%A", "/%", "/ada/%ff/tree/main", "/_next/static/%zz"])(
    "D10 refuses the malformed address %s before the pages are asked",
    async (path) => {
      const before = arrived.length;
      const answer = await answerTo(`GET ${path} HTTP/1.1`, "host: x");
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toContain("The address is malformed");
      expect(arrived.length).toBe(before);
    },
  );

  test("D10 tells our own API of a malformed address as a problem", async () => {
    const answer = await fetchHere("/api/v1/models/%E0%A4%A/x");
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({ status: 400, code: "malformed_address" });
  });

  test.each(["gzip", "br", "deflate", "zstd", "gzip, gzip"])("D11 does not unpack a body in %s", async (encoding) => {
    const headers = { "content-type": "application/json", "content-encoding": encoding };
    const answer = await fetchHere("/api/v1/users", { method: "POST", headers, body: "{}" });
    expect([answer.status, (await answer.json()).code]).toEqual([415, "unsupported_media_type"]);
  });

  test("W passes none of a client's words about itself, and no back door of Next, to the pages", async () => {
    const hostile = {
      ...{
        "x-middleware-subrequest": "middleware:middleware:middleware",
        "x-nextjs-data": "1",
        "x-real-ip": "10.0.0.1",
      },
      ...{ "x-forwarded-for": "10.0.0.1", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
      ...{ forwarded: "for=10.0.0.1;host=evil.example", "x-yard-forwarded": "e30.x" },
    };
    await fetchHere("/settings", { headers: hostile });
    const headers = arrived.at(-1)?.headers ?? {};
    const { "x-yard-forwarded": told, ...others } = headers;
    expect(Object.keys(others).filter((name) => name in hostile)).toEqual([]);
    const facts = readForwarded(KEY, String(told));
    expect(facts).toMatchObject({ scheme: "http", host: `127.0.0.1:${port}` });
    expect(JSON.stringify(headers)).not.toContain("evil.example");
  });

  test("W calls itself by no name that somebody made up", async () => {
    await answerTo("GET /sign-in HTTP/1.1", "host: evil.example");
    expect(readForwarded(KEY, String(arrived.at(-1)?.headers["x-yard-forwarded"]))).toMatchObject({
      host: "localhost:3000",
    });
    const list = await answerTo("GET /api/v1/models?limit=1 HTTP/1.1", "host: evil.example");
    expect(list).not.toContain("evil.example");
  });

  test.each([
    "//evil.example/x",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2fetc/passwd",
    "http://evil.example/x",
    "/\\evil.example",
  ])("W answers the target %j itself", async (target) => {
    const answer = await answerTo(`GET ${target} HTTP/1.1`, `host: 127.0.0.1:${port}`);
    expect(answer).toMatch(/^HTTP\/1\.1 [24]/);
    expect(answer).not.toMatch(/^location:/im);
  });

  test("W opens no tunnel and no foreign socket", async () => {
    expect(await answerTo("CONNECT evil.example:443 HTTP/1.1", "host: evil.example")).not.toMatch(/^HTTP\/1\.1 200/);
    const upgrade = ["upgrade: websocket", "sec-websocket-key: x", "sec-websocket-version: 13"];
    const socket = connect(port, "127.0.0.1");
    socket.write(
      `GET http://evil.example/ HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\n${upgrade.join("\r\n")}\r\n\r\n`,
    );
    const [first] = (await Promise.race([once(socket, "data"), once(socket, "close")])) as [unknown];
    socket.destroy();
    expect(String(first)).not.toMatch(/^HTTP\/1\.1 101/);
  });
});
