const BINARY = "application/octet-stream";
const TEXT = "text/plain; charset=utf-8";

/** Only what a browser cannot run as a page of ours; everything that could be a page is plain text. */
const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    avif: "image/avif",
    csv: TEXT,
    flac: "audio/flac",
    gif: "image/gif",
    jpeg: "image/jpeg",
    jpg: "image/jpeg",
    json: "application/json",
    jsonl: TEXT,
    mp3: "audio/mpeg",
    mp4: "video/mp4",
    ogg: "audio/ogg",
    png: "image/png",
    wav: "audio/wav",
    webm: "video/webm",
    webp: "image/webp",
  }),
);

const TEXTS = new Set(
  "c cc cfg conf cpp css go h hpp htm html ini ipynb java jinja js jsx lock log md mjs py rs rst sh sql svg tex toml ts tsx tsv txt xhtml xml yaml yml".split(
    " ",
  ),
);

/** The type a file is served with on our own origin. */
export function mediaTypeOf(path: string): string {
  const name = path.split("/").at(-1) ?? "";
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  if (ending === undefined || name.startsWith(".")) return TEXT;
  return TYPES.get(ending) ?? (TEXTS.has(ending) ? TEXT : BINARY);
}
