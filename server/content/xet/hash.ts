export const HASH_BYTES = 32;

/** 32 bytes as text: each group of eight is written backwards, as a little-endian number. */
export const hashText = (bytes: Uint8Array): string => Buffer.from(bytes).swap64().toString("hex");

/** The bytes that `hashText` wrote. */
export const hashBytes = (text: string): Buffer => Buffer.from(text, "hex").swap64();

/** Whether every upload asks for duplicates of this chunk, wherever it stands in a file: one of 1,024. */
export const isLandmark = (chunk: Uint8Array): boolean => chunk[24] === 0 && ((chunk[25] ?? 0) & 3) === 0;
