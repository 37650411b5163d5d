import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchOrSay } from "./fetch-or-say";

const call = fetchOrSay("Nobody is there");

describe("an answer that does not come from the platform", () => {
  const server = createServer((request, response) => {
    const isOurs = request.url !== "/gateway";
    response.writeHead(isOurs ? 400 : 502, { "content-type": isOurs ? "application/json" : "text/html" });
    if (request.url === "/broken") response.write("{", () => response.destroy());
    else response.end(isOurs ? "{}" : "<html>");
  });
  const urlOf = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  beforeAll(() => new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening)));
  afterAll(() => new Promise((closed) => server.close(closed)));

  test("is told in words for people", async () => {
    await expect(call(urlOf("/gateway"))).rejects.toThrow("Nobody is there");
    await expect(call("http://127.0.0.1:1/")).rejects.toThrow("Nobody is there");
  });

  test("is told so too when it breaks off", async () => {
    const answer = await call(urlOf("/broken"));
    await expect(answer.text()).rejects.toThrow("Nobody is there");
  });

  test("is not a refusal of the platform, nor a call that was given up", async () => {
    const answer = await call(urlOf("/ours"));
    expect([answer.status, await answer.json()]).toEqual([400, {}]);
    const given = call(urlOf("/ours"), { signal: AbortSignal.abort() });
    await expect(given).rejects.toMatchObject({ name: "AbortError" });
  });
});
