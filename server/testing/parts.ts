import { join, resolve } from "node:path";
import { createLocalCompute } from "@/server/adapters/compute-local";
import { createSmtpMail } from "@/server/adapters/mail-smtp";
import { createFilesystemObjects } from "@/server/adapters/objects-filesystem";
import { createHealth } from "@/server/admin";
import { createDueCharges } from "@/server/billing";
import { createHost, createPacks, createRunFolders } from "@/server/compute";
import { createObjectThreads } from "@/server/content";
import { createJournal, createTraffic } from "@/server/gateway";
import { createRepositories } from "@/server/git";
import { createScanner } from "@/server/hub";
import { createIdentity } from "@/server/identity";
import { createLogFollowers } from "@/server/inference";
import type { Live } from "@/server/kernel/live";
import { createInsideOrigins, createPullThrough } from "@/server/mirror";
import { createModeration } from "@/server/moderation";
import type { Ports } from "@/server/ports";
import { lookAtParts } from "@/server/readiness";
import { createConfiguration } from "@/server/settings";
import { lockDataFolder } from "@/server/supervisor/data-lock";
import { PORTS } from "./local-compute";

const PATH = process.env.PATH ?? "/usr/bin:/bin";

/** The real adapters and live things, over one folder. Rooms that are added to `server/runtime.ts` are added here. */
export function openParts(folder: string) {
  const packs = createPacks({
    source: resolve("runtimes"),
    root: join(folder, "runtimes"),
    environment: { PATH, HOME: folder },
  });
  const compute = createLocalCompute({
    root: join(folder, "runs"),
    keeper: resolve("server/adapters/compute-local/keeper.mjs"),
    findProgram: packs.findProgram,
    ports: PORTS,
    path: PATH,
    graceMs: 2_000,
    firstRetryMs: 200,
    startWithinMs: 30_000,
  });
  const repositories = createRepositories({ root: join(folder, "repos"), searchPath: PATH });
  const ports: Ports = {
    compute,
    mail: createSmtpMail({ url: undefined, from: "Modelyard <modelyard@example.com>" }),
    objects: createFilesystemObjects({ root: join(folder, "objects") }),
  };
  const objects = createObjectThreads({ program: resolve(".cache/test/content/xet/threads.worker.mjs"), size: 1 });
  const journal = createJournal({
    folder: join(folder, "journal", "gateway"),
    durability: "wal",
    lock: lockDataFolder,
  });
  const live: Live = {
    configuration: createConfiguration([
      { name: "YARD_SIGN_UP", value: "open", isSecret: false, isSet: false, about: "Who may create an account." },
    ]),
    dueCharges: createDueCharges(),
    health: createHealth(lookAtParts, {}),
    host: createHost({ data: folder, path: PATH }),
    insideOrigins: createInsideOrigins([]),
    identity: createIdentity({ signUp: "open", limitsAttempts: false }),
    logFollowers: createLogFollowers(),
    moderation: createModeration({
      program: resolve(".cache/test/moderation/automaton/automaton.worker.mjs"),
      freshMs: 0,
    }),
    objects,
    packs,
    pullThrough: createPullThrough(),
    repositories,
    runFolders: createRunFolders({ root: join(folder, "runs") }),
    scanner: createScanner({ program: resolve(".cache/test/hub/scan/scanner/scanner.worker.mjs") }),
    traffic: createTraffic({ firstRetryMs: 20, journal }),
  };
  const close = async () => {
    repositories.close();
    await objects.close();
    await journal.close();
    await compute.stopAll();
  };
  return { ports, live, close };
}
