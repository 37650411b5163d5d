import { hashFile } from "./hash-file";
import { forgetUpload, rememberedUpload, rememberUpload } from "./remembered";
import { sendPart } from "./send-part";
import { UploadFailure } from "./upload-failure";

interface OpenUpload {
  readonly id: string;
  readonly size: number;
  readonly partBytes: number;
  readonly partCount: number;
  readonly receivedParts: readonly number[];
}

/** The operations of an upload, as the browser calls them. */
export interface UploadDoor {
  readonly repoId: string;
  readonly create: (size: number) => Promise<OpenUpload>;
  readonly get: (uploadId: string) => Promise<OpenUpload>;
  readonly complete: (uploadId: string) => Promise<{ readonly oid: string }>;
}

export interface Transfer {
  readonly file: File;
  readonly path: string;
  readonly signal: AbortSignal;
  readonly onSent: (bytes: number) => void;
  /** The bytes are there; the server puts them together. */
  readonly onChecking: () => void;
  readonly onOpened: (uploadId: string) => void;
}

const LANES = 3;

/** Uploads a file in parts and answers its SHA-256, checked against our own. What arrived earlier is not sent again. */
export async function transferFile(door: UploadDoor, transfer: Transfer): Promise<string> {
  const failed = new AbortController();
  const signal = AbortSignal.any([transfer.signal, failed.signal]);
  return transferAll(door, { ...transfer, signal }).catch((error: unknown) => {
    failed.abort(); // what still runs for this file must not run into the next try
    throw error;
  });
}

async function transferAll(door: UploadDoor, transfer: Transfer): Promise<string> {
  const { file, path, signal } = transfer;
  const hashing = hashFile(file, signal);
  const upload = await openUpload(door, transfer);
  transfer.onOpened(upload.id);
  await sendParts(upload, transfer);
  transfer.onChecking();
  const [{ oid }, own] = await Promise.all([door.complete(upload.id), hashing]);
  // Until the commit it stays remembered: a page that is loaded again finds it complete.
  if (oid === own) return oid;
  forgetUpload({ repoId: door.repoId, path, file });
  throw new UploadFailure("damaged"); // what arrived is not what was read here
}

async function openUpload(door: UploadDoor, { file, path }: Transfer): Promise<OpenUpload> {
  const what = { repoId: door.repoId, path, file };
  const known = rememberedUpload(what);
  const found = known === null ? null : await door.get(known).catch(() => null);
  if (found && found.size === file.size) return found;
  const upload = await door.create(file.size);
  rememberUpload(what, upload.id);
  return upload;
}

async function sendParts(upload: OpenUpload, { file, signal, onSent }: Transfer): Promise<void> {
  const sizeOf = (number: number) => Math.min(upload.partBytes, file.size - (number - 1) * upload.partBytes);
  const arrived = new Set(upload.receivedParts);
  const sent = new Map(upload.receivedParts.map((number) => [number, sizeOf(number)]));
  const note = (number: number, bytes: number) => {
    sent.set(number, bytes);
    onSent([...sent.values()].reduce((sum, some) => sum + some, 0));
  };
  const numbers = Array.from({ length: upload.partCount }, (_, index) => index + 1);
  const missing = numbers.filter((number) => !arrived.has(number));
  const lane = async () => {
    for (let number = missing.shift(); number !== undefined; number = missing.shift()) {
      const part = number;
      const start = (part - 1) * upload.partBytes;
      const body = file.slice(start, start + sizeOf(part));
      await sendPart({ uploadId: upload.id, number: part, body, signal, onSent: (bytes) => note(part, bytes) });
      note(part, sizeOf(part));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
