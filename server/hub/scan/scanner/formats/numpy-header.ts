const MAGIC = Buffer.from("\x93NUMPY", "latin1");

export const isNumpy = (head: Buffer): boolean => head.subarray(0, 6).equals(MAGIC);

/** numpy.lib.format: where the array begins, and what its header says; `null` when there is no whole header. */
export function numpyHeader(bytes: Buffer): { readonly start: number; readonly text: string } | null {
  if (!isNumpy(bytes) || bytes.byteLength < 12) return null;
  const isFirst = bytes[6] === 1;
  const start = isFirst ? 10 : 12;
  const length = isFirst ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8);
  if (start + length > bytes.byteLength) return null;
  return { start: start + length, text: bytes.subarray(start, start + length).toString("latin1") };
}

/** A plain type such as `'<f4'`, and none with a name, a list or an object in it. */
const PLAIN =
  /^\s*\{\s*'descr'\s*:\s*'[<>|=]?[biufcmMSUV]\d{1,9}(?:\[\w{1,20}\])?'\s*,\s*'fortran_order'\s*:\s*(?:True|False)\s*,\s*'shape'\s*:\s*\([\d, ]*\)\s*,?\s*\}\s*$/;

export const isPlainArray = (bytes: Buffer): boolean => {
  const header = numpyHeader(bytes);
  return header !== null && PLAIN.test(header.text);
};

/** Whether the beginning of unpacked bytes does not say everything. */
export const numpyNeedsMore = (head: Buffer): boolean => !isPlainArray(head);
