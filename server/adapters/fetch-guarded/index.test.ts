import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGuardedFetch } from ".";

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
    ...["http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/", "http://[fe80::1]/"],
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
  });
});

describe("a redirect", () => {
  // The port is one of the few that are allowed; the addresses are of this process alone.
  const [near, far] = [1, 2].map((last) => `127.0.${1 + (process.pid % 250)}.${last}`);
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
