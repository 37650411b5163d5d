import { join } from "node:path";
import postgres from "postgres";
import { OWNER, ownerPassword, type Postgres } from "./postgres";
import { readOrCreateSecret } from "./secret-file";

/** The two ways into the database: who owns the tables, and who works with their rows. */
export interface DatabaseAccess {
  readonly ownerUrl: string;
  readonly applicationUrl: string;
}

const DATABASE = "yard";
const APPLICATION = "yard_app";

/** Makes the database and the application's role in the embedded server, when they are not there yet. */
export async function openEmbeddedDatabase(server: Postgres, data: string): Promise<DatabaseAccess> {
  const password = readOrCreateSecret(join(data, "postgres-application-password"));
  const sql = postgres(urlOf(server, { ...server.owner, database: "postgres" }), { max: 1, onnotice: () => {} });
  try {
    const [database] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (!database) await sql`create database ${sql(DATABASE)}`;
    const [role] = await sql`select 1 from pg_roles where rolname = ${APPLICATION}`;
    const verb = role ? "alter" : "create";
    await sql.unsafe(`${verb} role ${APPLICATION} login password '${password}'`); // base64url: nothing to escape
  } finally {
    await sql.end();
  }
  return embeddedAccess(data, server.port);
}

/** The ways into an embedded server that has been opened once. */
export function embeddedAccess(data: string, port: number): DatabaseAccess {
  const owner = { name: OWNER, password: readOrCreateSecret(ownerPassword(data)), database: DATABASE };
  const password = readOrCreateSecret(join(data, "postgres-application-password"));
  return {
    ownerUrl: urlOf({ port }, owner),
    applicationUrl: urlOf({ port }, { name: APPLICATION, password, database: DATABASE }),
  };
}

interface Login {
  readonly name: string;
  readonly password: string;
  readonly database: string;
}

const urlOf = ({ port }: Pick<Postgres, "port">, { name, password, database }: Login) =>
  `postgres://${name}:${password}@127.0.0.1:${port}/${database}`;
