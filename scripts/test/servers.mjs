import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/install.mjs";
import { perform } from "./perform.mjs";

/** Real servers, built from their Go modules; `go.sum` pins every byte of them. */
const PROGRAMS = {
  versitygw: { from: "github.com/versity/versitygw/cmd/versitygw" },
  minio: { from: "github.com/minio/minio" },
  // Without finding its targets in clouds, which is most of it.
  prometheus: { from: "github.com/prometheus/prometheus/cmd/prometheus", flags: ["-tags", "remove_all_sd"] },
  promtool: {
    ...{ module: "prometheus", from: "github.com/prometheus/prometheus/cmd/promtool" },
    flags: ["-tags", "remove_all_sd"],
  },
};

const kept = join(root, ".cache", "servers");
const moduleOf = (name) => join(root, "scripts", "test", "servers", PROGRAMS[name].module ?? name);
const keyOf = (name) =>
  createHash("sha256")
    .update(readFileSync(join(moduleOf(name), "go.sum")))
    .digest("hex");

/** Whether the program was built from what `go.sum` says now; `server/testing/built-server.ts` finds it in the same way. */
export function isServerBuilt(name) {
  const mark = join(kept, `${name}.key`);
  return existsSync(join(kept, name)) && existsSync(mark) && readFileSync(mark, "utf8") === keyOf(name);
}

/** Builds what is missing; returns the reasons for what is still missing. Minutes, the first time. */
export async function ensureServers(names) {
  const reasons = {};
  for (const name of names) {
    if (isServerBuilt(name)) continue;
    const reason = await buildServer(name);
    if (reason) reasons[name] = reason;
  }
  return reasons;
}

async function buildServer(name) {
  const hasGo = (await perform("go", ["version"], { quiet: true })).code === 0;
  if (!hasGo) return `${name} is not built: there is no go command`;
  process.stdout.write(`Building ${name} …\n`);
  mkdirSync(kept, { recursive: true });
  const program = join(kept, name);
  const env = { CGO_ENABLED: "0", GOFLAGS: "-trimpath -buildvcs=false", GOTOOLCHAIN: "local", GOWORK: "off" };
  const { from, flags = [] } = PROGRAMS[name];
  const args = ["build", "-C", moduleOf(name), "-p", "2", "-ldflags", "-s -w", ...flags, "-o", program, from];
  const { code, text } = await perform("go", args, { env, quiet: true });
  if (code !== 0) return `${name} could not be built: ${text.trim().slice(-200)}`;
  writeFileSync(`${program}.key`, keyOf(name));
  return null;
}
