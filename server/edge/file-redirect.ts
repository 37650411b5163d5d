import { ReadStream } from "node:fs";
import { relative, sep } from "node:path";
import type { Exchange } from "./exchange";

/** A proxy in front that reads our objects itself (nginx: `X-Accel-Redirect`). */
export interface FileRedirects {
  /** The folder of the objects on this machine, absolute. */
  readonly folder: string;
  /** Address of that folder at the proxy, with a slash at both ends; nobody outside reaches it. */
  readonly prefix: string;
}

/** How a proxy says that it understands the answer. */
const ASKED = { name: "x-sendfile-type", value: "X-Accel-Redirect" } as const;

/** Whether the peer, which the caller knows to be a trusted proxy, asks for places instead of bytes. */
export const asksForPlaces = (header: (name: string) => string | undefined): boolean =>
  header(ASKED.name) === ASKED.value;

/** The address at the proxy of the file that a body is read from; `null` when the bytes have to come from here. */
export function placeOf({ files }: Exchange, body: AsyncIterable<Uint8Array>): string | null {
  if (files === null || !(body instanceof ReadStream)) return null;
  const path = relative(files.folder, String(body.path));
  if (path === "" || path.startsWith("..")) return null;
  return files.prefix + path.split(sep).map(encodeURIComponent).join("/");
}
