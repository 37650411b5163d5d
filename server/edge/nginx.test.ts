import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { choosePort } from "@/server/adapters/compute-local/port";
import { PORTS } from "@/server/testing/local-compute";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupEdge } from "@/server/testing/sweep/edge";
import { setupWorld } from "@/server/testing/world";

const NGINX = ["/usr/sbin/nginx", "/usr/bin/nginx"].find((path) => existsSync(path));

/** What the guide tells operators to write, for a server on loopback and another data folder. */
function configurationOf({ port, upstream, folder }: { port: number; upstream: string; folder: string }): string {
  const guide = readFileSync("docs/operations.md", "utf8");
  const [server = "", header = "", files = ""] = [...guide.matchAll(/```nginx\n(.*?)```/gs)].map(([, text]) => text);
  const whole = server
    .replace("listen 443 ssl", `listen 127.0.0.1:${port}`)
    .replace("http://127.0.0.1:3000", upstream)
    .replace("    location / {\n", `${files}    location / {\n${header}`)
    .replace("/srv/modelyard/data/objects/", `${folder}/objects/`);
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/tmp;`);
  return `daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events {} http { access_log off; ${places.join(" ")}
${whole} }\n`;
}

describe.skipIf(!NGINX)(`behind nginx${NGINX ? "" : " (it is not installed)"}`, () => {
  const world = setupWorld();
  const edge = setupEdge(world, { YARD_TRUSTED_PROXIES: "127.0.0.1", YARD_ACCEL_REDIRECT: "/yard-objects/" });
  const bytes = randomBytes(2_500_000);
  const oid = shaOf(bytes);
  let nginx: ChildProcess;
  let origin = "";
  let base = "";
  beforeAll(async () => {
    const port = await choosePort(PORTS, new Set());
    const path = join(world.folder(), "nginx.conf");
    writeFileSync(path, configurationOf({ port, upstream: edge.origin(), folder: world.folder() }));
    nginx = spawn(NGINX ?? "", ["-p", world.folder(), "-c", path], { stdio: ["ignore", "ignore", "inherit"] });
    origin = `http://127.0.0.1:${port}`;
    const isUp = () =>
      fetch(`${origin}/livez`).then(
        ({ ok }) => ok,
        () => false,
      );
    await vi.waitUntil(isUp, { timeout: 20_000 });
    const owner = world.as(await world.user());
    const { address } = await repoWith(owner, {
      name: "large",
      objects: { "model.bin": bytes, "page.html": Buffer.from(`<p>\0${"x".repeat(2_000)}`) },
    });
    base = `/${address.namespace}/large/resolve/main`;
  });
  afterAll(async () => {
    nginx.kill();
    await once(nginx, "exit");
  });
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${origin}${path}`, { headers });

  test("a large file comes from nginx, with everything that clients look at", async () => {
    const straight = await fetch(`${edge.origin()}${base}/model.bin`);
    expect(bytes.equals(new Uint8Array(await straight.arrayBuffer()))).toBe(true);
    const answer = await ask(`${base}/model.bin`);
    expect(bytes.equals(new Uint8Array(await answer.arrayBuffer()))).toBe(true);
    expect(answer.headers.get("server")).toMatch(/^nginx/);
    expect(answer.headers.get("x-accel-redirect")).toBeNull();
    for (const [name, value] of straight.headers) {
      if (["date", "connection", "keep-alive", "x-request-id"].includes(name)) continue;
      expect([name, answer.headers.get(name)]).toEqual([name, value]);
    }
  });

  test("parts, and what has not changed, are told apart as without it", async () => {
    const part = await ask(`${base}/model.bin`, { range: "bytes=1000-1999", "if-range": `"${oid}"` });
    expect([part.status, part.headers.get("content-range")]).toEqual([206, "bytes 1000-1999/2500000"]);
    expect(bytes.subarray(1_000, 2_000).equals(new Uint8Array(await part.arrayBuffer()))).toBe(true);
    const changed = await ask(`${base}/model.bin`, { range: "bytes=0-9", "if-range": '"another"' });
    expect([changed.status, (await changed.arrayBuffer()).byteLength]).toEqual([200, bytes.length]);
    expect((await ask(`${base}/model.bin`, { "if-none-match": `"${oid}"` })).status).toBe(304);
    expect((await ask(`${base}/model.bin`, { range: "bytes=9999999-" })).status).toBe(416);
  });

  test("nobody reaches the folder from outside, and what browsers show comes from us", async () => {
    expect((await ask(`/yard-objects/lfs/${oid.slice(0, 2)}/${oid.slice(2, 4)}/${oid}`)).status).toBe(404);
    const page = await ask(`${base}/page.html`);
    expect(page.headers.get("content-security-policy")).toContain("sandbox");
    expect((await page.arrayBuffer()).byteLength).toBe(2_004);
  });
});
