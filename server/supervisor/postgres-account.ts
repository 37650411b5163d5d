import { execFile } from "node:child_process";
import { chmodSync, chownSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";

/**
 * Who runs PostgreSQL, which refuses to be root. `namespace` is for folders that only root may enter: a user
 * namespace in which root carries another number, so that the files stay root's.
 */
export type PostgresAccount =
  | { readonly kind: "self" }
  | { readonly kind: "user"; readonly uid: number; readonly gid: number }
  | { readonly kind: "namespace"; readonly uid: number; readonly gid: number };

interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);
const ANYBODY_MAY_ENTER = 0o001;

export async function choosePostgresAccount(data: string): Promise<PostgresAccount> {
  if (process.getuid?.() !== 0) return { kind: "self" };
  const users = systemUsers();
  const owner = statSync(data).uid;
  const candidates = [
    ...users.filter(({ uid }) => uid === owner && uid !== 0),
    ...users.filter(({ name }) => name === "postgres"),
    ...users.filter(({ name }) => name === "nobody"),
  ];
  const entering = candidates.find((user) => canEnter(dirname(resolve(data)), user));
  if (entering) {
    letIn(data, entering);
    return { kind: "user", uid: entering.uid, gid: entering.gid };
  }
  const [first] = candidates;
  if (first && (await namespacesWork(first))) return { kind: "namespace", uid: first.uid, gid: first.gid };
  throw new Error(explain(data, first));
}

/** How to start a program of PostgreSQL as that account. */
export function commandAs(account: PostgresAccount, file: string, args: readonly string[]) {
  switch (account.kind) {
    case "self":
      return { file, args, identity: {} };
    case "user":
      return { file, args, identity: { uid: account.uid, gid: account.gid } };
    case "namespace":
      return { file: "unshare", args: [...mapping(account), file, ...args], identity: {} };
  }
}

/** Every folder from the root to this one can be passed by the account. */
export function accountCanEnter(account: PostgresAccount, folder: string): boolean {
  return account.kind === "user" ? canEnter(resolve(folder), account) : true;
}

/** Hands a tree inside the data folder to the account; nothing happens when it already owns it. */
export function giveTo(account: PostgresAccount, folder: string) {
  if (account.kind === "self") return;
  const { uid, gid } = account.kind === "user" ? account : { uid: 0, gid: 0 };
  if (statSync(folder).uid === uid) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!lstatSync(path).isSymbolicLink()) chownSync(path, uid, gid);
  }
  chownSync(folder, uid, gid);
}

const mapping = ({ uid, gid }: Pick<SystemUser, "uid" | "gid">) => [
  "--user",
  `--map-user=${uid}`,
  `--map-group=${gid}`,
];

async function namespacesWork(user: SystemUser): Promise<boolean> {
  if (process.platform !== "linux") return false;
  return run("unshare", [...mapping(user), "true"]).then(
    () => true,
    () => false,
  );
}

function canEnter(folder: string, { uid, gid }: Pick<SystemUser, "uid" | "gid">): boolean {
  return ancestors(folder).every((path) => mayPass(path, { uid, gid }));
}

function mayPass(path: string, { uid, gid }: Pick<SystemUser, "uid" | "gid">): boolean {
  const { mode, uid: owner, gid: group } = statSync(path);
  if (owner === uid) return (mode & 0o100) !== 0;
  return group === gid ? (mode & 0o010) !== 0 : (mode & ANYBODY_MAY_ENTER) !== 0;
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

/** The data folder is ours: it may be passed by others, who still can neither list nor read it. */
function letIn(data: string, user: SystemUser) {
  if (!mayPass(data, user)) chmodSync(data, (statSync(data).mode & 0o777) | ANYBODY_MAY_ENTER);
}

function systemUsers(): SystemUser[] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 7)
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

function explain(data: string, user: SystemUser | undefined): string {
  const way = "Set YARD_DATA to a folder that others may enter, run as another user than root, or set DATABASE_URL.";
  if (!user) return `PostgreSQL refuses to run as root, and this system has no user "postgres" or "nobody". ${way}`;
  const closed = ancestors(dirname(resolve(data))).findLast((path) => !mayPass(path, user)) ?? data;
  return `PostgreSQL refuses to run as root, user "${user.name}" may not enter ${closed}, and this system allows no user namespaces. ${way}`;
}
