import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAddressGuard, createGuardedFetch } from ".";

const REFUSED = { code: "invalid", reason: "address_refused" };

describe("a fetch of an address that somebody typed", () => {
  test.each([
    ...[
      "http://127.0.0.1/",
      "http://localhost/",
      "http://localhost./",
      "http://0/",
      "http://0x7f.1/",
      "http://2130706433/",
    ],
    ...["http://0177.0.0.1/", "http://127。0。0。1/", "http://①②⑦.0.0.1/", "http://[::1]/", "http://[::]/"],
    ...[
      "http://[::ffff:127.0.0.1]/",
      "http://[::ffff:7f00:1]/",
      "http://[64:ff9b::7f00:1]/",
      "http://[::127.0.0.1]/",
      "http://[fe80::1]/",
    ],
    ...["http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://100.100.100.200/"],
    ...["http://100.64.0.1/", "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.0.1/", "http://224.0.0.1/"],
    ...[
      "http://255.255.255.255/",
      "http://good.example@127.0.0.1/",
      "http://user:word@example.com/",
      "http://127.0.0.1\\@example.com/",
    ],
    ...[
      "gopher://example.com/",
      "file:///etc/passwd",
      "dict://example.com/",
      "ftp://example.com/",
      "data:text/plain,x",
    ],
    ...["http://example.com:25/", "http://example.com:5432/", "http://example.com:6379/", "https://example.com:22/"],
  ])("never reaches %s", async (address) => {
    await expect(createGuardedFetch({ allowed: [] })(address)).rejects.toMatchObject(REFUSED);
    expect(() => createAddressGuard({ allowed: [] })(address)).toThrow(expect.objectContaining(REFUSED));
  });

  test.each(["http://[", "nowhere", "http://app.localhost:8080/"])("is refused as it is typed: %s", (address) => {
    expect(() => createAddressGuard({ allowed: [] })(address)).toThrow(expect.objectContaining(REFUSED));
  });

  test.each(["https://example.com/hook", "http://93.184.216.34:8080/", "http://10.0.0.7:9000/a", "http://127.9.9.9/"])(
    "is taken as it is typed when its name may lead outside or its origin was opened: %s",
    (address) => {
      const guard = createAddressGuard({ allowed: ["127.0.0.0/8"], origins: ["http://10.0.0.7:9000"] });
      expect(() => guard(address)).not.toThrow();
      expect(() => guard("http://10.0.0.7:9001/")).toThrow(expect.objectContaining(REFUSED));
    },
  );
});

describe("a redirect", () => {
  // The port is one of the few that are allowed; the addresses are of this process alone.
  const own = `127.${64 + ((process.pid >> 8) % 128)}.${process.pid & 255}`;
  const [near, far] = [1, 2].map((last) => `${own}.${last}`);
  const inside = createServer(({ headers }, response) => void response.end(headers.authorization ?? "secret"));
  const outside = createServer(({ url }, response) => {
    const to = url === "/round" ? "/round" : `http://${near}:8443${url}`;
    response.writeHead(302, { location: to }).end();
  });
  beforeAll(async () => {
    inside.listen(8_443, near);
    outside.listen(8_443, far);
    await Promise.all([once(inside, "listening"), once(outside, "listening")]);
  });
  afterAll(() => {
    inside.close();
    outside.close();
  });
  const guarded = createGuardedFetch({ allowed: [`${far}/32`] });

  test("to an address inside is refused, although the first one was opened by an administrator", async () => {
    await expect(guarded(`http://${far}:8443/in`)).rejects.toMatchObject(REFUSED);
  });

  test("in a circle ends", async () => {
    await expect(guarded(`http://${far}:8443/round`)).rejects.toMatchObject({ reason: "too_many_redirects" });
  });

  test("carries no credentials to another origin", async () => {
    const open = createGuardedFetch({ allowed: ["127.0.0.0/8"] });
    const headers = { authorization: "Bearer mine" };
    expect(await (await open(`http://${near}:8443/`, { headers })).text()).toBe("Bearer mine");
    expect(await (await open(`http://${far}:8443/in`, { headers })).text()).toBe("secret");
  });

  test("is followed where it may go", async () => {
    const answer = await createGuardedFetch({ allowed: ["127.0.0.0/8"] })(`http://${far}:8443/in`);
    expect(await answer.text()).toBe("secret");
  });
});

describe("an origin inside that an administrator opened", () => {
  const servers: Server[] = [];
  /** At an address of this process alone; `to` says where it sends people, `null` nowhere. */
  const serve = async (last: number, to: () => string | null, answer: RequestListener = echo) => {
    const server = createServer((request, response) => {
      const location = to();
      if (location === null) answer(request, response);
      else response.writeHead(307, { location }).end();
    });
    server.listen(0, `127.1.${1 + (process.pid % 250)}.${last}`);
    await once(server, "listening");
    servers.push(server);
    const { address, port } = server.address() as AddressInfo;
    return `http://${address}:${port}`;
  };
  const echo: RequestListener = ({ headers }, response) => void response.end(JSON.stringify(headers));
  afterAll(() => {
    for (const server of servers) server.close().closeAllConnections();
  });
  // Reached as a public address would be: by the ordinary rules, which is why its port is one of the few.
  const publicHost = `127.2.${1 + (process.pid % 250)}.1`;
  const publicAt = `http://${publicHost}:8443`;
  const rules = { allowed: [`${publicHost}/32`] };
  let publicTo: string | null = null;
  const outside = createServer((_request, response) => {
    if (publicTo === null) response.end("public");
    else response.writeHead(302, { location: publicTo }).end();
  });
  beforeAll(async () => {
    outside.listen(8_443, publicHost);
    await once(outside, "listening");
    servers.push(outside);
  });

  test("is reached on its port, and no other port and no other address is", async () => {
    const origin = await serve(1, () => null);
    const other = await serve(1, () => null);
    const guarded = createGuardedFetch({ ...rules, origins: [origin] });
    expect((await guarded(`${origin}/any/path`)).status).toBe(200);
    await expect(guarded(other)).rejects.toMatchObject(REFUSED);
    await expect(guarded(origin.replace(/:\d+$/, ""))).rejects.toMatchObject(REFUSED);
    await expect(guarded(origin.replace("http:", "https:"))).rejects.toMatchObject(REFUSED);
    await expect(guarded(origin.replace("//", "//user:word@"))).rejects.toMatchObject(REFUSED);
  });

  test("by a name is that name alone, not the address behind it", async () => {
    const { port } = new URL(await serve(1, () => null));
    const server = createServer(echo).listen(0, "127.0.0.1");
    await once(server, "listening");
    servers.push(server);
    const named = `http://localhost:${(server.address() as AddressInfo).port}`;
    const guarded = createGuardedFetch({ ...rules, origins: [named] });
    expect((await guarded(named)).status).toBe(200);
    await expect(guarded(named.replace("localhost", "127.0.0.1"))).rejects.toMatchObject(REFUSED);
    await expect(guarded(`http://localhost:${port}`)).rejects.toMatchObject(REFUSED);
  });

  test("leads to another one that was opened, and to nothing else inside", async () => {
    const end = await serve(2, () => null);
    const closed = await serve(2, () => null);
    let next = end;
    const start = await serve(1, () => next);
    const guarded = createGuardedFetch({ ...rules, origins: [start, end] });
    expect((await guarded(start)).status).toBe(200);
    for (next of [closed, "http://169.254.169.254/", "http://localhost:5432/"]) {
      await expect(guarded(start)).rejects.toMatchObject(REFUSED);
    }
  });

  test("is never where a public address leads, also not when the way began inside", async () => {
    const end = await serve(2, () => null);
    const start = await serve(1, () => publicAt);
    const guarded = createGuardedFetch({ ...rules, origins: [start, end] });
    publicTo = null;
    expect(await (await guarded(start)).text()).toBe("public");
    publicTo = end;
    await expect(guarded(publicAt)).rejects.toMatchObject(REFUSED);
    await expect(guarded(start)).rejects.toMatchObject(REFUSED);
  });

  test("is named by one that lies inside as well, and by nobody else", async () => {
    const [hub, store] = [await serve(1, () => null), await serve(2, () => null)];
    const guarded = createGuardedFetch({ ...rules, origins: [hub, store] });
    expect((await guarded(store, { namedBy: hub })).status).toBe(200);
    for (const namedBy of [publicAt, null]) {
      await expect(guarded(store, { namedBy, method: "PUT", body: "x" })).rejects.toMatchObject(REFUSED);
    }
    publicTo = null;
    expect(await (await guarded(publicAt, { namedBy: null })).text()).toBe("public");
  });

  test("gives what is private to nobody else", async () => {
    const end = await serve(2, () => null);
    let next: string | null = end;
    const start = await serve(1, () => next);
    const guarded = createGuardedFetch({ ...rules, origins: [start, end] });
    const headers = { authorization: "Bearer mine", Cookie: "mine=1", "X-Key": "mine", accept: "text/plain" };
    const told = async () =>
      (await (await guarded(start, { headers, privateHeaders: ["x-key"] })).json()) as Record<string, string>;
    const elsewhere = await told();
    expect(elsewhere.accept).toBe("text/plain");
    expect(JSON.stringify(elsewhere)).not.toContain("mine");
    next = null;
    expect(await told()).toMatchObject({ authorization: "Bearer mine", cookie: "mine=1", "x-key": "mine" });
  });

  test.each([
    ["in all", { totalMs: 200 }],
    ["between two pieces", { idleMs: 200 }],
  ])("is given as much time as the caller says: %s", async (_what, limits) => {
    const slow = await serve(
      1,
      () => null,
      (_request, response) => void response.write("a beginning"),
    );
    const guarded = createGuardedFetch({ ...rules, origins: [slow] });
    await expect(guarded(slow, limits).then((answer) => answer.text())).rejects.toThrow();
  });
});
