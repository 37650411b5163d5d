import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DatabaseAccess, openEmbeddedDatabase } from "./database-access";
import { type Postgres, startPostgres } from "./postgres";
import { prepareDatabase } from "./prepare-database";

describe("the application's role in the database", () => {
  const opened: postgres.Sql[] = [];
  let folder: string;
  let server: Postgres;
  let access: DatabaseAccess;
  let application: postgres.Sql;

  function open(url: string) {
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    opened.push(sql);
    return sql;
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "yard-database-"));
    server = await startPostgres({
      data: folder,
      report: () => {},
      settings: { fsync: "off", shared_buffers: "16MB" },
    });
    access = await openEmbeddedDatabase(server, folder);
    await open(access.ownerUrl).unsafe(`
      create table notes (text text);
      create table ledger (amount bigint);
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
      create trigger ledger_append_only before update or delete on ledger for each row execute function refuse();
    `);
    await prepareDatabase(access, join(folder, "no-migrations"));
    application = open(access.applicationUrl);
  });
  afterAll(async () => {
    for (const sql of opened) await sql.end();
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  test("works with rows", async () => {
    await application`insert into notes values ('one')`;
    await application`update notes set text = 'two'`;
    expect(await application`select text from notes`).toMatchObject([{ text: "two" }]);
    await application`delete from notes`;
  });

  test("cannot change or remove what is booked", async () => {
    await application`insert into ledger values (1)`;
    for (const statement of ["update ledger set amount = 2", "delete from ledger", "truncate ledger"]) {
      await expect(application.unsafe(statement)).rejects.toThrow("permission denied for table ledger");
    }
  });

  test("cannot change the tables themselves", async () => {
    await expect(application`create table mine (id int)`).rejects.toThrow("permission denied for schema public");
    await expect(application`alter table ledger disable trigger all`).rejects.toThrow("must be owner of table ledger");
  });

  test("puts jobs into the queue and sees them", async () => {
    await application`select id from graphile_worker.add_job('test.job', payload => '{}'::json)`;
    const jobs = await application`select task_identifier from graphile_worker.jobs`;
    expect(jobs).toMatchObject([{ task_identifier: "test.job" }]);
  });

  test("stays as it is when everything is prepared once more, by two starts at once", async () => {
    const again = await openEmbeddedDatabase(server, folder);
    const none = join(folder, "no-migrations");
    await Promise.all([prepareDatabase(again, none), prepareDatabase(again, none)]);
    expect(again).toEqual(access);
    await expect(application`delete from ledger`).rejects.toThrow("permission denied for table ledger");
  });
});
