import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { assertFree, freePort } from "./port";

describe("the public address", () => {
  test("that is taken is reported in words, with the way out", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    await expect(assertFree(port, "127.0.0.1")).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken by another program. Stop it, or start with another one: PORT=${port + 1} npm start`,
    );
    other.close();
  });

  test("that this machine does not have is reported as such", async () => {
    await expect(assertFree(3000, "192.0.2.1")).rejects.toThrow("This machine has no address 192.0.2.1");
  });

  test("that is free stays free", async () => {
    const port = await freePort();
    await assertFree(port, "127.0.0.1");
    await assertFree(port, "127.0.0.1");
    expect(port).toBeGreaterThan(0);
  });
});
