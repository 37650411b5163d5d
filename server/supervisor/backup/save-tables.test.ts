import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import { saveTables } from "./save-tables";

/** Some of them end just when the stream of COPY is full. */
const TABLES = 60;

describe("tables that are longer than a stream holds", () => {
  const world = setupWorld();
  const folder = mkdtempSync(join(tmpdir(), "yard-tables-"));
  let sql: postgres.Sql;

  beforeAll(async () => {
    sql = postgres(world.databaseUrl(), { max: 1 });
    for (let number = 0; number < TABLES; number += 1) {
      await sql.unsafe(`create table wide_${number} as
        select encode(sha256(n::text::bytea), 'hex') || repeat('w', 4000) as words from generate_series(1, ${10 + number}) n`);
    }
  });
  afterAll(async () => {
    await sql.end({ timeout: 1 });
    rmSync(folder, { recursive: true, force: true });
  });

  test("are all saved, one after the other", async () => {
    const { tables } = await saveTables(sql, join(folder, "saved"));
    const wide = tables.filter(({ name }) => name.startsWith("wide_"));
    expect(wide).toHaveLength(TABLES);
    expect(wide.map(({ rows }) => rows).toSorted((a, b) => a - b)).toEqual(wide.map((_, index) => 10 + index));
    expect(readdirSync(join(folder, "saved", "tables"))).toHaveLength(tables.length);
  });

  test("a file that cannot be written ends the work with that error, and the connection goes on", async () => {
    mkdirSync(join(folder, "taken", "tables"), { recursive: true });
    writeFileSync(join(folder, "taken", "tables", "public.wide_7.gz"), "");
    await sql.unsafe("insert into wide_7 select repeat('w', 1000000) from generate_series(1, 20)");
    await expect(saveTables(sql, join(folder, "taken"))).rejects.toThrow("EEXIST");
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  });
});
