import { once } from "node:events";
import { createServer, request } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { collect } from "@/server/testing/collect";
import { bodyOf } from "./call";

test("a body of chunks that stands still is given up, as one of the REST API", async () => {
  const read = Promise.withResolvers<unknown>();
  const server = createServer((request) => {
    collect(bodyOf({ request }, { graceMs: 60, bytesPerSecond: 1_000_000 }).body).then(read.resolve, read.reject);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const client = request({ host: "127.0.0.1", port, method: "POST", headers: { "content-length": 1_000 } });
  client.on("error", () => {}); // its connection is cut at the end
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  client.write("0123456789");
  await expect(read.promise).rejects.toMatchObject({ code: "invalid", reason: "body_too_slow" });
});
