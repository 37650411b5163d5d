import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor, UserActor } from "@/server/kernel";
import { SettingValues } from "@/server/settings/contract";
import { writeSettings } from "@/server/settings/store";
import { setupWorld } from "@/server/testing/world";
import { type BalanceChange, CreateVoucherInput, ListBalanceChangesInput, TopUpWalletInput } from "../contract/funds";
import { billingOperations } from "../operations";

const {
  adjustWallet,
  confirmBalanceChange,
  createVoucher,
  issueInvoice,
  listBalanceChanges,
  refundCharge,
  revokeVoucher,
  topUpWallet,
} = billingOperations;
const world = setupWorld();
const DAY_MS = 86_400_000;
const reason = "a test";
const soon = (ms: number) => () => new Date(Date.now() + ms);
let ada: UserActor;
let finance: UserActor;
let second: UserActor;
beforeAll(async () => {
  await writeSettings(world.system(), 0, SettingValues.parse({ confirmMoneyAbove: 100 }));
  ada = await world.user();
  second = await world.user({ platformRoles: ["finance"] });
});
beforeEach(async () => {
  finance = await world.user({ platformRoles: ["finance"] });
});

const topUp = async (amount: string, { by = finance as Actor, now = soon(0) } = {}) => {
  const asked = TopUpWalletInput.parse({ owner: ada.username, amount, reason });
  return topUpWallet.run(world.as(by, now), asked);
};
const adjust = (amount: string) => adjustWallet.run(world.as(finance), { owner: ada.username, amount, reason });
const voucher = (amount: string, maxUses = 1) =>
  createVoucher.run(world.as(finance), CreateVoucherInput.parse({ amount, maxUses }));
const refused = { code: "invalid", reason: "second_person_required" };

describe("what one person moves alone in a day", () => {
  test("is counted together: many small changes wait like a large one, up and down", async () => {
    expect((await topUp("40")).state).toBe("booked");
    expect((await adjust("-40")).state).toBe("booked");
    expect((await topUp("20.000000001")).state).toBe("waiting");
    expect((await topUp("20")).state).toBe("booked");
    expect((await topUp("0.000000001")).state).toBe("waiting");
    const signedIn = { ...finance, signedInAt: soon(DAY_MS)() };
    expect((await topUp("100", { by: signedIn, now: soon(DAY_MS + 60_000) })).state).toBe("booked");
  });

  test("is counted with the codes they made, all uses of them, and those that were ended as far as they were used", async () => {
    const { id } = await voucher("30", 3);
    await expect(voucher("11")).rejects.toMatchObject(refused);
    expect((await topUp("11")).state).toBe("waiting");
    await revokeVoucher.run(world.as(finance), { id });
    expect((await topUp("11")).state).toBe("booked");
    await expect(voucher("90")).rejects.toMatchObject(refused);
  });

  test("is not more because they ask ten times at once", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => topUp("30")));
    expect(answers.filter(({ state }) => state === "booked")).toHaveLength(3);
  });

  test("is without what a second person confirmed, and without what waits", async () => {
    const { id } = await topUp("101");
    await confirmBalanceChange.run(world.as(second), { id });
    await topUp("102");
    expect((await topUp("100")).state).toBe("booked");
  });
});

describe("changes that wait", () => {
  test("come first, on whatever page the others are", async () => {
    const waiting = await topUp("200");
    const booked = [await topUp("1"), await topUp("2"), await topUp("3")];
    const seen: BalanceChange[] = [];
    let cursor: string | null | undefined;
    do {
      const asked = ListBalanceChangesInput.parse({ limit: 2, ...(cursor && { cursor }) });
      const { items, nextCursor } = await listBalanceChanges.run(world.as(finance), asked);
      seen.push(...items);
      cursor = nextCursor;
    } while (cursor);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    const lastWaiting = seen.findLastIndex(({ state }) => state === "waiting");
    expect(seen.slice(0, lastWaiting + 1).every(({ state }) => state === "waiting")).toBe(true);
    expect(seen[0]?.id).toBe(waiting.id);
    const rest = seen.slice(lastWaiting + 1).filter(({ askedBy }) => askedBy === finance.username);
    expect(rest.map(({ id }) => id)).toEqual(booked.map(({ id }) => id).toReversed());
  });
});

describe("moving money", () => {
  const id = "00000000-0000-7000-8000-000000000000";
  test.each([
    ["a top-up", (by: Actor) => topUp("1", { by })],
    ["an adjustment", (by: Actor) => adjustWallet.run(world.as(by), { owner: ada.username, amount: "1", reason })],
    ["a voucher", (by: Actor) => createVoucher.run(world.as(by), CreateVoucherInput.parse({ amount: "1" }))],
    ["a confirmation", (by: Actor) => confirmBalanceChange.run(world.as(by), { id })],
    ["an invoice", (by: Actor) => issueInvoice.run(world.as(by), { owner: ada.username, month: "2026-01" })],
    ["a refund", (by: Actor) => refundCharge.run(world.as(by), { transactionId: id, reason })],
  ])("asks for the password again when it was typed too long ago: %s", async (_name, run) => {
    const stale = { ...finance, signedInAt: new Date(Date.now() - 3_600_000) };
    await expect(run(stale)).rejects.toMatchObject({ code: "forbidden", reason: "reauthentication_required" });
  });

  test("by an access token, which nobody types a password for, wants one that was made for it", async () => {
    const everything = { kind: "everything" } as const;
    const scopes = [{ target: everything, permissions: ["platform.finance" as const] }];
    const { actor } = await world.token(finance, { role: "fineGrained", scopes });
    expect((await topUp("1", { by: actor })).state).toBe("booked");
    const broad = await world.token(finance);
    await expect(topUp("1", { by: broad.actor })).rejects.toMatchObject({ reason: "token_too_broad" });
    const lesser = await world.token(finance, { role: "read" });
    await expect(topUp("1", { by: lesser.actor })).rejects.toMatchObject({ code: "forbidden" });
  });
});
