import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import type { ComputeFacts } from "@/server/ports/compute-backend";

const run = promisify(execFile);
const PROBE = { timeout: 5_000, env: { NODE_ENV: "production" as const } };
const MAX_FILE_BYTES = 4 * 1024 ** 3;

/** The best wall this machine can build around a program, and how to put a program behind it. */
export interface Sandbox {
  readonly level: ComputeFacts["sandbox"];
  readonly wrap: (argv: readonly string[], folders: SandboxFolders) => readonly string[];
}

interface SandboxFolders {
  /** The only place the program may write. */
  readonly work: string;
  readonly readOnly: readonly string[];
}

/** Tries each rung once, by using it; `path` is a PATH to look in. */
export async function detectSandbox(path: string): Promise<Sandbox> {
  const prlimit = await which("prlimit", path);
  const limits = prlimit ? [prlimit, "--core=0", "--nofile=65536", `--fsize=${MAX_FILE_BYTES}`] : [];
  const limited = prlimit !== null && (await works([...limits, "/bin/true"]));
  const bubblewrap = await which("bwrap", path);
  if (bubblewrap) {
    const wrap: Sandbox["wrap"] = (argv, folders) => [
      ...(limited ? limits : []),
      bubblewrap,
      ...walls(folders),
      ...argv,
    ];
    if (await works(wrap(["/bin/true"], { work: "/tmp", readOnly: [] }))) return { level: "bubblewrap", wrap };
  }
  if (limited) return { level: "prlimit", wrap: (argv) => [...limits, ...argv] };
  return { level: "none", wrap: (argv) => argv };
}

const SYSTEM = [
  "/usr",
  "/bin",
  "/lib",
  "/lib64",
  "/sbin",
  "/etc/ssl",
  "/etc/ld.so.cache",
  "/etc/localtime",
  "/sys/devices/system/cpu",
];

/** Own processes, mounts and names; the network stays, since the gateway reaches the program over loopback. */
function walls({ work, readOnly }: SandboxFolders): readonly string[] {
  const unshare = ["user", "pid", "ipc", "uts"].map((name) => `--unshare-${name}`);
  return [
    ...unshare,
    "--unshare-cgroup-try",
    "--die-with-parent",
    ...["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"],
    ...SYSTEM.flatMap((folder) => ["--ro-bind-try", folder, folder]),
    ...[dirname(process.execPath), ...readOnly].flatMap((folder) => ["--ro-bind", folder, folder]),
    ...["--bind", work, work, "--chdir", work, "--"],
  ];
}

async function which(program: string, path: string): Promise<string | null> {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, program);
    const found = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  return null;
}

const works = ([command = "", ...args]: readonly string[]) =>
  run(command, args, PROBE).then(
    () => true,
    () => false,
  );
