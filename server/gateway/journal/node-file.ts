import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Ctx } from "@/server/kernel";
import { JournalRefused } from "./header";

/** What stands in the file `node` of the folder. */
interface Node {
  readonly id: string;
  /** Of the database when everything here was settled into it last; `null` before that. */
  readonly history: string | null;
}

const pathOf = (folder: string) => join(folder, "node");

/** The node's name, made when the folder is new. Throws `JournalRefused` when segments have lost it. */
export function readOrCreateNode(ctx: Ctx, folder: string, isNew: boolean): Node {
  const path = pathOf(folder);
  if (existsSync(path)) return parse(path);
  if (!isNew) throw new JournalRefused(`${path} is missing, and there are charges of a node beside it. Put it back.`);
  const node = { id: ctx.id(), history: null };
  writeNode(folder, node);
  return node;
}

export function writeNode(folder: string, node: Node): void {
  const path = pathOf(folder);
  writeFileSync(`${path}.new`, JSON.stringify(node), { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

function parse(path: string): Node {
  try {
    const { id, history }: Partial<Node> = JSON.parse(readFileSync(path, "utf8"));
    if (typeof id === "string") return { id, history: history ?? null };
  } catch (cause) {
    throw new JournalRefused(`${path} cannot be read. Put back what stood there.`, { cause });
  }
  throw new JournalRefused(`${path} names no node. Put back what stood there.`);
}
