import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { afterEach, describe, expect, test } from "vitest";
import { mails } from "@/db/schema/mail";
import { createSmtpMail } from "@/server/adapters/mail-smtp";
import type { Ctx, Dependency } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { mailHandlers } from "./handlers";
import { listMails } from "./list-mails";
import { readMail } from "./read-mail";
import { retryMail } from "./retry-mail";
import { sendMail } from "./send-mail";
import { findMail } from "./store";

const { handlers } = mailHandlers;
const signal = new AbortController().signal;
const LETTER = {
  greeting: "Hello <b>Ada</b>,",
  paragraphs: ["a & b"],
  action: { label: "Open", path: "/x?a=1&b=2" },
  footer: "Why",
};

describe("mail", () => {
  const world = setupWorld();
  const undo: (() => unknown)[] = [];
  afterEach(async () => {
    for (const step of undo.splice(0)) await step();
  });

  /** A real server; `answer` is told the number of the message and may refuse it. */
  async function startServer(answer: (count: number) => { code: number; message: string } | null = () => null) {
    const received: { readonly to: string; readonly raw: string }[] = [];
    let count = 0;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData: (stream, session, done) => {
        void text(stream).then((raw) => {
          count += 1;
          const refusal = answer(count);
          if (refusal) return done(Object.assign(new Error(refusal.message), { responseCode: refusal.code }));
          received.push({ to: session.envelope.rcptTo[0]?.address ?? "", raw });
          done();
        });
      },
    });
    server.listen(0, "127.0.0.1");
    await once(server.server, "listening");
    undo.push(() => new Promise<void>((done) => server.close(done)));
    const { port } = server.server.address() as AddressInfo;
    return { received, url: `smtp://127.0.0.1:${port}` };
  }

  function withServer(url: string | undefined): Ctx<Dependency> {
    const ctx = world.system();
    const mail = createSmtpMail({ url, from: "Modelyard <hub@example.com>" });
    undo.push(mail.close);
    return { ...ctx, ports: { ...ctx.ports, mail } };
  }

  async function write(ctx: Ctx, subject = "Hello", thread?: string) {
    const to = { address: "ada@example.com", userId: null };
    await sendMail(ctx, { kind: "security", to, subject, letter: LETTER, ...(thread !== undefined && { thread }) });
    const rows = await ctx.db.select().from(mails);
    return rows.at(-1)?.id ?? "";
  }

  test("goes to the server once, with text in which nothing of people is markup, and its letter is dropped", async () => {
    const { received, url } = await startServer();
    const ctx = withServer(url);
    const id = await write(ctx, "Hello\r\nBcc: eve@example.com", "models.ada.x");
    const waiting = await findMail(ctx.db, id);
    expect(waiting?.letter).not.toContain("Ada");
    await handlers.deliverMail(ctx, { mailId: id }, signal);
    await handlers.deliverMail(ctx, { mailId: id }, signal);
    expect(received).toHaveLength(1);
    const [{ to, raw } = { to: "", raw: "" }] = received;
    expect(to).toBe("ada@example.com");
    expect(raw).toMatch(/^Subject: Hello Bcc: eve@example.com\r?$/m);
    expect(raw).not.toMatch(/^Bcc:/im);
    expect(raw).toContain(`Message-ID: <${id}@example.com>`);
    expect(raw).toContain("References: <models.ada.x@example.com>");
    expect(raw).toContain("&lt;b&gt;Ada&lt;/b&gt;");
    expect(await findMail(ctx.db, id)).toMatchObject({ state: "sent", letter: null, attempts: 1 });
  });

  test("waits for a server that is busy, gives up when it is refused, and is sent when somebody tries again", async () => {
    const refusals = [
      { code: 451, message: "Later" },
      { code: 550, message: "Nobody here" },
    ];
    const { received, url } = await startServer((count) => refusals[count - 1] ?? null);
    const ctx = withServer(url);
    const id = await write(ctx);
    await handlers.deliverMail(ctx, { mailId: id }, signal);
    expect(await findMail(ctx.db, id)).toMatchObject({
      state: "waiting",
      attempts: 1,
      error: expect.stringContaining("Later"),
    });
    await handlers.deliverMail(ctx, { mailId: id }, signal);
    expect(await findMail(ctx.db, id)).toMatchObject({ state: "failed", attempts: 2 });
    const owner = { ...world.as(await world.user({ platformRoles: ["owner"] })), ports: ctx.ports };
    await retryMail.run(owner, { id });
    await handlers.deliverMail(ctx, { mailId: id }, signal);
    expect(received).toHaveLength(1);
  });

  test("is kept without a server, read by owners only and with a line in the audit, and sent once there is one", async () => {
    const alone = withServer(undefined);
    const id = await write(alone);
    await handlers.deliverMail(alone, { mailId: id }, signal);
    const owner = world.as(await world.user({ platformRoles: ["owner"] }));
    const page = await listMails.run(owner, { limit: 20, state: "waiting" });
    expect(page).toMatchObject({ hasServer: false });
    expect(page.items[0]).toMatchObject({ id, isKept: true, address: "ada@example.com" });
    expect((await readMail.run(owner, { id })).text).toContain(`${owner.site.origin}/x?a=1&b=2`);
    const admin = world.as(await world.user({ platformRoles: ["admin"] }));
    await expect(readMail.run(admin, { id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(listMails.run(world.as(await world.user()), { limit: 20 })).rejects.toMatchObject({
      code: "forbidden",
    });

    const { received, url } = await startServer();
    const later = withServer(url);
    await handlers.sweepMails(later, {}, signal);
    await handlers.deliverMail(later, { mailId: id }, signal);
    expect(received).toHaveLength(1);
    await expect(readMail.run(owner, { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(retryMail.run(owner, { id })).rejects.toMatchObject({ reason: "mail_sent" });
  });

  test("A13 one mailbox gets only so many letters of a kind, however its address is written", async () => {
    const ctx = world.system();
    const letterTo = (address: string) =>
      sendMail(ctx, { kind: "invitation", to: { address, userId: null }, subject: "Join", letter: LETTER });
    for (const address of ["eve@x.example", "Eve@x.example", "EVE@x.example", "eve@X.example", "eve@x.example"]) {
      await letterTo(address);
    }
    await expect(letterTo("evE@x.example")).rejects.toMatchObject({ code: "quota_exceeded", reason: "too_many_mails" });
    await letterTo("ada@x.example");
  });

  test("a server that is not there is tried again later", async () => {
    const ctx = withServer("smtp://127.0.0.1:1");
    const id = await write(ctx);
    await handlers.deliverMail(ctx, { mailId: id }, signal);
    expect(await findMail(ctx.db, id)).toMatchObject({ state: "waiting", attempts: 1 });
  });
});
