import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import { verifyAudit } from "./verify-audit";

const world = setupWorld();

async function verify(): Promise<string[]> {
  const said: string[] = [];
  const database = { applicationUrl: world.databaseUrl(), ownerUrl: world.databaseUrl() };
  await verifyAudit({ data: world.folder(), database, say: (line) => said.push(line) });
  return said;
}

test("the command says that a trail is whole, and where a changed one is broken", async () => {
  await world.user();
  await world.user();
  expect((await verify())[0]).toMatch(/whole: \d+ events/);

  const { db } = world.system();
  await db.execute(sql.raw("alter table audit_events disable trigger user"));
  await db.execute(sql.raw("update audit_events set action = 'nothing.happened' where seq = 2"));
  await expect(verify()).rejects.toThrow(/broken: event 2/);
});

test("a folder that is not there is named, and is not made", async () => {
  const data = `${world.folder()}/nowhere`;
  await expect(verifyAudit({ data, database: undefined, say: () => {} })).rejects.toThrow(data);
});
