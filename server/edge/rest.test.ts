import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { setupHubServer } from "@/server/testing/hub-server";
import { setupWorld } from "@/server/testing/world";

const MIB = 1_024 * 1_024;

const world = setupWorld();
const server = setupHubServer(world);

describe("a request of the REST API that is too large", () => {
  /** Sends everything before it reads, as simple clients do; answers with what came back. */
  async function sendAll(path: string, bytes: number): Promise<string> {
    const { hostname, port } = new URL(server.origin());
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    const head = ["content-type: application/json", `content-length: ${bytes}`, "host: localhost"];
    socket.write(`POST /api/v1${path} HTTP/1.1\r\n${head.join("\r\n")}\r\n\r\n`);
    const block = Buffer.alloc(MIB, "x");
    for (let sent = 0; sent < bytes; sent += block.length) {
      if (!socket.write(block.subarray(0, bytes - sent))) await once(socket, "drain");
    }
    socket.end();
    return text(socket);
  }

  test.for([2, 20])("with %i MiB gets its answer, and no reset", async (size) => {
    const answer = await sendAll("/users", size * MIB);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('"requestId"');
  });

  test("and has no end is cut off", async () => {
    const { hostname, port } = new URL(server.origin());
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {}); // being cut off is what is expected
    const head = ["content-type: application/json", `content-length: ${1_000 * MIB}`, "host: localhost"];
    socket.write(`POST /api/v1/users HTTP/1.1\r\n${head.join("\r\n")}\r\n\r\n`);
    socket.resume();
    const block = Buffer.alloc(MIB, "x");
    const pump = () => {
      while (!socket.destroyed && socket.write(block));
    };
    socket.on("drain", pump);
    pump();
    await new Promise((resolve) => socket.once("close", resolve));
    expect(socket.bytesWritten).toBeLessThan(200 * MIB);
  });
});

test("an answer that is kept for an Idempotency-Key is for the credentials that asked", async () => {
  const ada = await world.user();
  const everything = { kind: "everything" } as const;
  const scopes = [{ target: everything, permissions: ["account.manage" as const] }];
  const scoped = { role: "fineGrained" as const, scopes };
  const [one, other] = [await world.token(ada, scoped), await world.token(ada, scoped)];
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const make = (secret: string) =>
    fetch(`${server.origin()}/api/v1/tokens`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${secret}`,
        "content-type": "application/json",
        "idempotency-key": "laptop",
      },
      body: JSON.stringify({ name: "Laptop", ...scoped, expiresAt }),
    }).then((answer) => answer.json());
  const made = await make(one.secret);
  expect(made.secret).toMatch(/^hf_/);
  expect((await make(one.secret)).secret).toBe(made.secret);
  expect((await make(other.secret)).secret).not.toBe(made.secret);
});
