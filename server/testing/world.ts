import { randomBytes, randomUUID, randomUUIDv7 } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { openDatabase } from "@/db/client";
import { createLocalVault } from "@/server/adapters/vault-local";
import type { Actor, Ctx, Dependency, UserActor } from "@/server/kernel";
import type { Site } from "@/server/kernel/context";
import { createIds } from "@/server/kernel/ids";
import type { Live } from "@/server/kernel/live";
import type { Ports } from "@/server/ports";
import { createDatabase, dropDatabase } from "./database";
import { openParts } from "./parts";
import { makePeople } from "./people";

const SITE: Site = {
  origin: "http://localhost:3000",
  contentOrigin: "http://content.localhost:3000",
  ssh: null,
  currency: "USD",
};
/** A clock that stands: what has to come within a second comes in time, however slow the machine is. */
export function stoppedClock(): () => Date {
  const now = new Date();
  return () => now;
}

const SYSTEM: Actor = { kind: "system", process: "test" };
const createId = createIds();

/** Somebody who is signed in and exists nowhere else: enough for rules that only look at the actor. */
const stranger = (facts: Partial<UserActor> = {}): UserActor => ({
  kind: "user",
  userId: randomUUIDv7(),
  username: `user-${randomBytes(4).toString("hex")}`,
  platformRoles: [],
  memberships: [],
  sessionId: randomUUIDv7(),
  signedInAt: new Date(),
  ...facts,
});

/** Where the database of a world comes from, and how it goes. */
export interface DatabasePlace {
  readonly create: () => Promise<string>;
  readonly drop: () => Promise<void>;
}

/** A copy of the template on the server of all tests. */
function copyOfTemplate(): DatabasePlace {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  return { create: () => createDatabase(name, inject("template")), drop: () => dropDatabase(name) };
}

/** A private database, a private folder and real adapters for one test file. Nothing in here is a mock. */
export function setupWorld(database = copyOfTemplate()) {
  const bugs: unknown[] = [];
  const secret = randomUUID();
  const vault = createLocalVault({ secret });
  let open: ReturnType<typeof openDatabase>;
  let databaseUrl: string;
  let folder: string;
  let parts: { readonly ports: Ports; readonly live: Live; readonly close: () => Promise<void> };

  beforeAll(async () => {
    databaseUrl = await database.create();
    open = openDatabase(databaseUrl);
    folder = await mkdtemp(join(tmpdir(), "world-"));
    parts = openParts(folder);
  });
  afterAll(async () => {
    await parts.close();
    await open.close();
    await rm(folder, { recursive: true, force: true });
    await database.drop();
    expect(bugs).toEqual([]);
  });

  const as = (actor: Actor, now = () => new Date()): Ctx<Dependency> => ({
    actor,
    db: open.db,
    ports: parts.ports,
    live: parts.live,
    site: SITE,
    requestId: "test",
    clientAddress: null,
    now,
    id: createId,
    random: randomBytes,
    ...{ fetch, refuseAddress: () => {} },
    ...vault,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    report: (error) => bugs.push(error),
  });
  const system = (now?: () => Date) => as(SYSTEM, now);

  return {
    as,
    system,
    /** The platform itself, so much later; it stays as late while time goes on. */
    later: (ms: number) => system(() => new Date(Date.now() + ms)),
    /** What seals in this world, for a role of the platform that runs in it. */
    secret: () => secret,
    /** The data folder of this world. */
    folder: () => folder,
    stranger,
    /** For a program of its own beside this world, such as the runner of jobs. */
    databaseUrl: () => databaseUrl,
    /** Bugs reported so far; taking them says that the test expected them. */
    takeBugs: () => bugs.splice(0),
    ...makePeople(() => system()),
  };
}
