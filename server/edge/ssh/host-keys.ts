import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import ssh2 from "ssh2";

const generate = promisify(ssh2.utils.generateKeyPair as GenerateKey);
type GenerateKey = (kind: "ed25519" | "rsa", options: object, done: (error: Error | null, pair: Pair) => void) => void;
interface Pair {
  readonly private: string;
}

const KINDS = [
  { file: "host-ed25519", kind: "ed25519", options: {} },
  { file: "host-rsa", kind: "rsa", options: { bits: 3072 } },
] as const;

/** The private keys by which clients know this host: made once in the folder, and the same ever after. */
export async function hostKeys(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return Promise.all(
    KINDS.map(async ({ file, kind, options }) => {
      const path = join(folder, file);
      return (await readKey(path)) ?? makeKey(path, (await generate(kind, options)).private);
    }),
  );
}

const readKey = (path: string): Promise<string | null> =>
  readFile(path, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });

/** Never over one that somebody else has made meanwhile. */
async function makeKey(path: string, text: string): Promise<string> {
  const mine = `${path}.${process.pid}`;
  await writeFile(mine, text, { mode: 0o600, flush: true });
  await link(mine, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(mine, { force: true });
  return readFile(path, "utf8");
}
