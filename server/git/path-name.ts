import { gitError } from "./git-error";

// Zero-width and joining characters that HFS+ ignores when it compares names.
const IGNORED_BY_HFS = /[\u200C-\u200F\u202A-\u202E\u206A-\u206F\uFEFF]/g;
const BIDIRECTIONAL = /[\u202A-\u202E\u2066-\u2069]/;
/** What most paths are: nothing else is wrong with them than their length or the name of a device. */
const PLAIN = /^[\w-]+(?:[./][\w-]+)*$/;
const DEVICE_IN_PATH = /(?:^|\/)(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\/|$)/i;
const MAX_NAME_BYTES = 255;
export const MAX_PATH_BYTES = 2_048;
const DEVICE = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/i;

/** What keeps a file of this path from being stored here; `null` when every system can check it out. */
export function pathProblem(path: string): string | null {
  if (path.length <= MAX_NAME_BYTES && PLAIN.test(path) && !DEVICE_IN_PATH.test(path)) return null;
  if (path === "" || Buffer.byteLength(path) > MAX_PATH_BYTES) return "A path has 1 to 2048 bytes";
  if (/\p{Cc}|\\/u.test(path)) return "A path holds no control characters and no backslash";
  if (BIDIRECTIONAL.test(path)) return "A path holds no characters that turn the reading direction";
  if (path.normalize("NFC") !== path) return "A path is written in composed Unicode (NFC)";
  for (const segment of path.split("/")) {
    const problem = segmentProblem(segment);
    if (problem) return problem;
  }
  return null;
}

function segmentProblem(segment: string): string | null {
  if (segment === "" || segment === "." || segment === "..") return "A path has no empty, `.` or `..` part";
  if (Buffer.byteLength(segment) > MAX_NAME_BYTES) return "A name in a path has at most 255 bytes";
  if (/[ .]$/.test(segment)) return "A name does not end with a space or a dot";
  if (DEVICE.test(segment) || /^[a-z]:/i.test(segment)) return "The name is reserved by Windows";
  const plain = segment.replace(IGNORED_BY_HFS, "").toLowerCase();
  if (/^(?:\.git|git~\d+)(?:$|[ .:])/.test(plain)) return "The name `.git` is reserved";
  return null;
}

/** The path unchanged. Throws `invalid` (`bad_path`). */
export function validPath(path: string): string {
  const problem = pathProblem(path);
  if (problem) throw gitError("invalid", problem, { reason: "bad_path", details: { path: path.slice(0, 200) } });
  return path;
}

export const notAPath = () => gitError("invalid", "Not a path in a repository", { reason: "bad_path" });

/** `a/b/c.bin` lies in `a` and `a/b`. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1)) folders.push(path.slice(0, end));
  return folders;
}

/** The folders above a path that are not known yet, from the root on. What is known holds all above it as well. */
export function foldersBeyond(path: string, known: { readonly has: (folder: string) => boolean }): string[] {
  const folders: string[] = [];
  for (let end = path.lastIndexOf("/"); end >= 0; end = path.lastIndexOf("/", end - 1)) {
    const folder = path.slice(0, end);
    if (known.has(folder)) break;
    folders.push(folder);
    if (end === 0) break;
  }
  return folders.reverse();
}

const MAX_FOLDERS = 50_000;

/** Each folder that one of these paths lies in. Throws `invalid` (`bad_path`) when there are too many to ask git about. */
export function foldersOfAll(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (const folder of foldersBeyond(path, folders)) folders.add(folder);
    if (folders.size > MAX_FOLDERS) {
      throw gitError("invalid", `These paths lie in more than ${MAX_FOLDERS} folders`, { reason: "bad_path" });
    }
  }
  return folders;
}

/** Whether a reader may ask for it: no way out of the tree, nothing git would read as something else. */
export const isReadablePath = (path: string): boolean =>
  path === "" ||
  (!/[\0\n\\]/.test(path) && !path.split("/").some((part) => part === "" || part === "." || part === ".."));
