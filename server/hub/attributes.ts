import { pathPattern } from "./path-pattern";

/** A file of rules and the folder it stands in; the root is `""`. */
export interface RuleFile {
  readonly folder: string;
  readonly text: string;
}

const MAX_LINES = 5_000;

const linesOf = (text: string): string[] =>
  text
    .slice(0, 1_000_000)
    .split(/\r?\n/)
    .slice(0, MAX_LINES)
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));

/** Whether `.gitattributes` files send a path to LFS. Deeper files and later lines win, as in gitattributes(5). */
export function lfsRules(files: readonly RuleFile[]): (path: string) => boolean {
  const rules = files
    .toSorted((a, b) => a.folder.split("/").length - b.folder.split("/").length || a.folder.length - b.folder.length)
    .flatMap(({ folder, text }) => linesOf(text).flatMap((line) => lfsRule(line, folder)))
    .toReversed();
  return (path) => rules.find(({ matches }) => matches(path))?.isLfs ?? false;
}

function lfsRule(line: string, folder: string) {
  const found = /^\s*(?:"((?:[^"\\]|\\.)*)"|(\S+))\s+(.*)$/.exec(line);
  if (!found) return [];
  const pattern = found[1]?.replace(/\\(.)/g, "$1") ?? found[2] ?? "";
  const words = (found[3] ?? "").split(/\s+/);
  const filter = words.findLast((word) => /^[-!]?filter(?:=|$)/.test(word));
  if (filter === undefined || pattern.startsWith("!") || pattern.endsWith("/")) return [];
  return [{ matches: pathPattern(pattern, folder), isLfs: filter === "filter=lfs" }];
}

/** Whether a `.gitignore` text hides a path: the last matching line decides, and nothing below a hidden folder is seen. */
export function ignoreRules(text: string): (path: string) => boolean {
  const rules = linesOf(text).map((line) => {
    const pattern = line.trimEnd();
    const isNegated = pattern.startsWith("!");
    const plain = isNegated ? pattern.slice(1) : pattern.replace(/^\\(?=[#!])/, "");
    return { matches: pathPattern(plain, ""), isNegated, isFolderOnly: plain.endsWith("/") };
  });
  const hides = (path: string, isFolder: boolean) => {
    const last = rules.findLast((rule) => (isFolder || !rule.isFolderOnly) && rule.matches(path));
    return last !== undefined && !last.isNegated;
  };
  return (path) => {
    const segments = path.split("/");
    const folders = segments.slice(1).map((_, index) => segments.slice(0, index + 1).join("/"));
    return folders.some((folder) => hides(folder, true)) || hides(path, false);
  };
}

const LFS = "filter=lfs diff=lfs merge=lfs -text";

/** One line that sends exactly this path to LFS. */
export function lfsLine(path: string): string {
  const pattern = path.replace(/[\\*?[\]]/g, "\\$&").replaceAll(" ", "[[:space:]]");
  return `${/^[#!"]/.test(pattern) ? `/${pattern}` : pattern} ${LFS}`;
}

const COMMON_PATTERNS = (
  "*.7z *.arrow *.bin *.bz2 *.ckpt *.ftz *.gz *.h5 *.joblib *.lfs.* *.mlmodel *.model *.msgpack *.npy *.npz *.onnx *.ot " +
  "*.parquet *.pb *.pickle *.pkl *.pt *.pth *.rar *.safetensors saved_model/**/* *.tar.* *.tar *.tflite *.tgz *.wasm " +
  "*.xz *.zip *.zst *tfevents*"
).split(" ");

/** `.gitattributes` of a new repository; `more` are the patterns of its kind. */
export const defaultAttributes = (more: readonly string[]): string =>
  [...COMMON_PATTERNS, ...more].map((pattern) => `${pattern} ${LFS}\n`).join("");
