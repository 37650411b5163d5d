import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import { createFrontDoor } from "./front-door";
import { createWebProxy } from "./web-proxy";

const world = setupWorld();
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const PATIENCE = { graceMs: 300, bytesPerSecond: 1_000_000 };
const page = Buffer.alloc(16 * 1_024 ** 2, "x");

/** Pages behind a front door with four sockets to them, two of one network; `address` says where a request comes from. */
async function open({ patience = PATIENCE, places = 2 }: { patience?: typeof PATIENCE; places?: number } = {}) {
  const web = createServer((request, response) => {
    request.resume();
    if (request.url === "/long") response.end(page);
    else request.once("end", () => response.end("a page"));
  });
  web.listen(0, "127.0.0.1");
  await once(web, "listening");
  const door = createFrontDoor({
    trust: { trustedProxies: ["127.0.0.1"], publicUrl: null, port: 3000 },
    contentOrigin: "http://content.localhost:3000",
    cookie: { name: "yard-session-3000", key: "0".repeat(43) },
    visitor: ({ address: clientAddress }) => ({ ...world.as({ kind: "anonymous" }), clientAddress }),
    rooms: [],
    contentRoom: { name: "content", match: () => null },
    web: createWebProxy({
      web: `127.0.0.1:${(web.address() as AddressInfo).port}`,
      key: "k".repeat(43),
      sockets: { places: 4, longestLine: 40, perLane: { places, longestLine: 20 } },
      patience,
    }),
    limit: null,
    measure: () => {},
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  const { port } = door.address() as AddressInfo;
  closing.push(() => {
    for (const server of [door, web]) server.close().closeAllConnections();
  });
  const send = (address: string, head: string): Socket => {
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    socket.write(`${head} HTTP/1.1\r\nhost: localhost\r\nx-forwarded-for: ${address}\r\n`);
    closing.push(() => socket.destroy());
    return socket;
  };
  const read = (address = "198.51.100.9") => {
    const socket = send(address, "GET /");
    socket.write("connection: close\r\n\r\n");
    return text(socket);
  };
  return { send, read };
}

test("bodies that dribble do not keep others from the pages for good, and are told so", async () => {
  const { send, read } = await open({ places: 4 });
  const slow = Array.from({ length: 8 }, () => {
    const socket = send("192.0.2.1", "POST /api/trpc/x");
    socket.write("connection: close\r\ncontent-length: 1000\r\n\r\na");
    return text(socket);
  });
  expect(await read()).toContain("a page");
  expect((await Promise.all(slow))[0]).toMatch(/^HTTP\/1\.1 408 .*The body arrives too slowly/s);
});

test("readers who do not read lose their answer", async () => {
  const { send, read } = await open({ places: 4 });
  for (let count = 0; count < 8; count += 1) send("192.0.2.1", "GET /long").pause().write("\r\n");
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await read()).toContain("a page");
});

test("one network leaves sockets to the others", async () => {
  const { send, read } = await open({ patience: { ...PATIENCE, graceMs: 60_000 } });
  for (let count = 0; count < 8; count += 1) {
    send("192.0.2.1", "POST /api/trpc/x").write("content-length: 1000\r\n\r\na");
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await read()).toContain("a page");
});

test("a page that is read at an ordinary speed comes whole", async () => {
  const { send } = await open();
  const socket = send("192.0.2.1", "GET /long");
  socket.write("connection: close\r\n\r\n");
  expect((await text(socket)).length).toBeGreaterThan(page.length);
});
