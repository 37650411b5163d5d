import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGuardedFetch } from "@/server/adapters/fetch-guarded";
import { contentUrlOf, remoteImageUrl } from "@/server/hub";
import { fetchRemoteImage } from "@/server/hub/files/remote-image";
import { deleteRepo } from "@/server/hub/repositories/delete-repo";
import { readSettings } from "@/server/settings";
import { writeSettings } from "@/server/settings/store";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupHubServer(world);

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** What a browser gets that goes to the content origin: only the host tells it apart. */
function visit(url: string, { method = "GET", headers = {} as Record<string, string> } = {}): Promise<Answer> {
  const { pathname, search } = new URL(url, "http://content.localhost:1");
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.origin());
    const asked = { port, method, path: `${pathname}${search}`, headers: { ...headers, host: "content.localhost:1" } };
    const sent = request({ host: "127.0.0.1", ...asked }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString("latin1");
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
    });
    sent.on("error", reject).end();
  });
}

const FILES = {
  "page.html": "<script>alert(1)</script>",
  "page.XHTML": "<html xmlns='http://www.w3.org/1999/xhtml'><script>1</script></html>",
  "drawing.svg": "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
  "paper.pdf": "%PDF-1.7 <html>",
  "notes.ipynb": "{}",
  "data.xml": "<?xml version='1.0'?><x/>",
  "weights.bin": "\u0000\u0001",
};

async function repository(visibility: "public" | "private" = "public") {
  const user = await world.user();
  const ctx = world.as(user);
  const { repo } = await repoWith(ctx, { shelf: "datasets", name: "it", visibility, texts: FILES });
  return { user, ctx, repo, base: `/datasets/${user.username}/it/resolve/main` };
}

describe("the content origin", () => {
  test("says when a file that nobody has looked at yet may be asked for again", async () => {
    const block = async (blockUnsafe: "on" | "off") => {
      const { version, updatedAt: _, ...values } = await readSettings(world.system().db);
      await writeSettings(world.system(), version, { ...values, blockUnsafe });
    };
    const user = await world.user();
    const texts = { "model.pkl": "cos\nsystem\n." };
    await repoWith(world.as(user), { shelf: "datasets", name: "unseen", visibility: "public", texts });
    await block("on");
    const { headers, status } = await visit(`/datasets/${user.username}/unseen/resolve/main/model.pkl`);
    await block("off");
    expect([status, headers["retry-after"]]).toEqual([404, "60"]);
  });

  test.each([
    ["page.html", "text/html; charset=utf-8", "inline"],
    ["page.XHTML", "application/xhtml+xml", "inline"],
    ["drawing.svg", "image/svg+xml", "inline"],
    ["paper.pdf", "application/pdf", "attachment"],
    ["notes.ipynb", "application/json", "inline"],
    ["data.xml", "text/plain; charset=utf-8", "inline"],
    ["weights.bin", "application/octet-stream", "attachment"],
  ])("X2: shows %s as what it is, under a sandbox that runs nothing", async (path, type, disposition) => {
    const { base } = await repository();
    const { status, headers } = await visit(`${base}/${path}`);
    expect([status, headers["content-type"]]).toEqual([200, type]);
    expect(headers["content-disposition"]).toMatch(new RegExp(`^${disposition};`));
    const policy = String(headers["content-security-policy"]);
    expect(policy).toMatch(/^sandbox; default-src 'none'/);
    expect(policy).not.toMatch(/allow-|script-src|unsafe-eval/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
    expect(headers["set-cookie"]).toBeUndefined();
  });

  test("A11: knows nobody: a private file is missing even for its owner's token and cookie", async () => {
    const { user, base } = await repository("private");
    const { secret } = await world.token(user);
    const headers = { authorization: `Bearer ${secret}`, cookie: "none=1; yard-session-1=x", origin: "http://x" };
    const missing = await visit("/datasets/nobody/it/resolve/main/page.html");
    const hidden = await visit(`${base}/page.html`, { headers });
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    expect(hidden.headers["set-cookie"]).toBeUndefined();
  });

  test("shows a private file at a signed address, with pictures beside it, for a while", async () => {
    const { ctx, repo } = await repository("private");
    const url = await contentUrlOf(ctx, repo, { revision: "main", path: "page.html" });
    const { status, text, headers } = await visit(url);
    expect([status, text, headers["cache-control"]]).toEqual([200, FILES["page.html"], "private, no-store"]);
    expect((await visit(new URL("drawing.svg", url).href)).status).toBe(200);

    const past = world.as(ctx.actor, () => new Date(Date.now() - 11 * 60_000));
    const old = await contentUrlOf(past, repo, { revision: "main", path: "page.html" });
    expect((await visit(old)).status).toBe(404);
    expect((await visit(url.replace(/\/signed\/..../, "/signed/AAAA"))).status).toBe(404);
    expect((await visit("/signed/x/page.html")).status).toBe(404);
  });

  test("A14: a signed address ends with the right of the person it was made for", async () => {
    const { ctx, repo } = await repository("private");
    const url = await contentUrlOf(ctx, repo, { revision: "main", path: "page.html" });
    await deleteRepo.run(ctx, { shelf: "datasets", namespace: repo.namespace, name: repo.name });
    expect((await visit(url)).status).toBe(404);
  });

  test.each([
    "/",
    "/sign-in",
    "/api/v1/me",
    "/api/whoami-v2",
    "/api/auth/csrf",
    "/livez",
    "/datasets/a/b",
    "/datasets/a/b/resolve/main/%ff",
    "/signed",
    "/signed/",
    "/image/",
    "/image/AAAA",
    "/image/AAAA/x",
    "/_next/static/x.js",
  ])("serves nothing else: %s", async (path) => {
    const { status, headers } = await visit(path);
    expect([400, 404]).toContain(status);
    expect(headers["set-cookie"]).toBeUndefined();
  });

  test("takes no other method", async () => {
    const { base } = await repository();
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      expect((await visit(`${base}/page.html`, { method })).status).toBe(404);
    }
    expect(await visit(`${base}/page.html`, { method: "HEAD" })).toMatchObject({ status: 200, text: "" });
  });
});

describe("the main origin", () => {
  test.each(["page.html", "page.XHTML", "drawing.svg", "paper.pdf", "data.xml", "notes.ipynb"])(
    "X2: never shows %s as a page",
    async (path) => {
      const { base } = await repository();
      for (const verb of ["resolve", "raw"]) {
        const { headers } = await server.fetch(`${base.replace("resolve", verb)}/${path}`);
        expect(headers.get("content-type")).toMatch(/^(?:text\/plain; charset=utf-8|application\/octet-stream)$/);
        expect(headers.get("content-security-policy")).toContain("sandbox");
        expect(headers.get("x-content-type-options")).toBe("nosniff");
      }
    },
  );
});

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
function* endless() {
  yield PNG;
  for (let sent = 0; sent < 64; sent++) yield Buffer.alloc(1 << 20);
}

const BADGE = `<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`;

describe("pictures of other hosts", () => {
  let host: Server;
  let origin = "";
  const asked: string[] = [];
  const held: (() => void)[] = [];
  beforeAll(async () => {
    host = createServer((incoming, answer) => {
      asked.push(incoming.url ?? "");
      if (incoming.url?.startsWith("/slow.png")) {
        held.push(() => answer.writeHead(200).end(PNG));
        return;
      }
      const bodies: Record<string, string | Buffer> = { "/badge.svg": BADGE, "/page.png": "<html>", "/it.png": PNG };
      const body = bodies[(incoming.url ?? "").split("?")[0] ?? ""];
      if (incoming.url === "/endless.png") {
        answer.writeHead(200, { "content-type": "image/png" });
        Readable.from(endless()).pipe(answer);
      } else answer.writeHead(body ? 200 : 404, { "content-type": "text/html", "set-cookie": "a=b" }).end(body);
    });
    await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    host.closeAllConnections();
    host.close();
  });

  async function allow(remoteImages: "proxy" | "block") {
    const { version, updatedAt: _, ...values } = await readSettings(world.system().db);
    await writeSettings(world.system(), version, { ...values, remoteImages });
  }
  const shown = async (address: string) => (await remoteImageUrl(world.system(), address)) ?? "/blocked";

  test("are blocked until an administrator says otherwise, also by addresses made before", async () => {
    expect(await shown(`${origin}/it.png`)).toBe("/blocked");
    await allow("proxy");
    const url = await shown(`${origin}/it.png`);
    expect((await visit(url)).status).toBe(200);
    await allow("block");
    expect((await visit(url)).status).toBe(404);
  });

  test("come as what their bytes are, without the host's cookies, and are fetched once", async () => {
    await allow("proxy");
    const once = `${origin}/it.png?once`;
    const first = await visit(await shown(once));
    const again = await visit(await shown(once));
    expect(first.headers["content-type"]).toBe("image/png");
    expect(first.headers["content-security-policy"]).toMatch(/^sandbox/);
    expect(first.headers["set-cookie"]).toBeUndefined();
    expect(again.text).toBe(PNG.toString("latin1"));
    expect(asked.filter((url) => url === "/it.png?once")).toHaveLength(1);
    const badge = await visit(await shown(`${origin}/badge.svg`));
    expect([badge.status, badge.headers["content-type"]]).toEqual([200, "image/svg+xml"]);
  });

  test("come a few at a time from one host, which leaves places to others", async () => {
    await allow("proxy");
    const visits = Array.from({ length: 6 }, async (_, at) => visit(await shown(`${origin}/slow.png?${at}`)));
    await expect.poll(() => held.length).toBe(4);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(held).toHaveLength(4);
    for (let at = 0; at < 6; at++) {
      await expect.poll(() => held.length).toBeGreaterThan(at);
      held[at]?.();
    }
    expect((await Promise.all(visits)).map(({ status }) => status)).toEqual(Array(6).fill(200));
  });

  test.each([
    ["/page.png", 400],
    ["/endless.png", 413],
    ["/missing.png", 502],
  ])("X1: what is no bounded picture is refused: %s", async (path, status) => {
    await allow("proxy");
    expect((await visit(await shown(`${origin}${path}`))).status).toBe(status);
  });

  test.each([
    "javascript:alert(1)",
    "data:image/png;base64,AAAA",
    "file:///etc/passwd",
    "//evil.example/x.png",
    "not an address",
    `https://example.com/${"x".repeat(3000)}`,
  ])("X5: %s is no address of a picture", async (address) => {
    await allow("proxy");
    expect(await shown(address)).toBe("/blocked");
  });

  test.each([
    "http://127.0.0.1/x.png",
    "http://0x7f.1/x.png",
    "http://2130706433/x.png",
    "http://localhost./x.png",
    "http://[::1]/x.png",
    "http://[::ffff:127.0.0.1]/x.png",
    "http://[64:ff9b::7f00:1]/x.png",
    "http://169.254.169.254/latest/meta-data",
    "http://100.100.100.200/x.png",
    "http://[fd00:ec2::254]/x.png",
    "http://10.0.0.1/x.png",
    "http://0/x.png",
    "http://good@127.0.0.1/x.png",
    "http://example.com:5432/x.png",
    "ftp://example.com/x.png",
  ])("S: the guarded fetch does not go to %s", async (address) => {
    const ctx = { ...world.system(), fetch: createGuardedFetch({ allowed: [] }) };
    await expect(fetchRemoteImage(ctx, address)).rejects.toMatchObject({
      code: expect.stringMatching(/invalid|unavailable/),
    });
  });
});
