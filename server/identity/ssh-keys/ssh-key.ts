import { createHash } from "node:crypto";
import { DomainError } from "@/server/kernel";

export interface ParsedSshKey {
  readonly algorithm: string;
  /** The key's bytes in base64, as they stand in an `authorized_keys` line. */
  readonly publicKey: string;
  /** `SHA256:` and the unpadded base64 that `ssh-keygen -l` prints. */
  readonly fingerprint: string;
  readonly comment: string;
}

const LINE = /^([a-z0-9@.-]{1,60}) +([A-Za-z0-9+/]+={0,2})(?: +(.*))?$/;
const MIN_RSA_BITS = 3072;
const MAX_RSA_BITS = 16_384;

/** Reads one line of a `.pub` file (RFC 4253 §6.6, RFC 5656, RFC 8709, PROTOCOL.u2f). Throws `invalid`. */
export function parseSshKey(line: string): ParsedSshKey {
  const [, algorithm = "", base64 = "", comment = ""] = LINE.exec(line.trim()) ?? [];
  const blob = Buffer.from(base64, "base64");
  if (algorithm === "" || blob.toString("base64") !== base64) throw refused("This is not a public key");
  const shape = SHAPES.get(algorithm);
  if (!shape) throw refused(`Keys of the kind ${algorithm} are not accepted`);
  const [name, ...fields] = fieldsOf(blob);
  if (name?.toString("latin1") !== algorithm) throw refused("The key is not of the kind it says");
  shape(fields);
  const digest = createHash("sha256").update(blob).digest("base64").replace(/=+$/, "");
  return { algorithm, publicKey: base64, fingerprint: `SHA256:${digest}`, comment: comment.slice(0, 100) };
}

const refused = (message: string) => new DomainError("invalid", message, { reason: "bad_ssh_key" });

/** The length-prefixed strings of a key, which must fill it to the last byte. */
function fieldsOf(blob: Buffer): Buffer[] {
  const fields: Buffer[] = [];
  let at = 0;
  while (at < blob.length) {
    const end = at + 4 + (at + 4 <= blob.length ? blob.readUInt32BE(at) : Number.POSITIVE_INFINITY);
    if (end > blob.length) throw refused("The key is cut off");
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

type Shape = (fields: readonly Buffer[]) => void;

const expectFields = (fields: readonly Buffer[], count: number) => {
  if (fields.length !== count) throw refused("The key has the wrong parts");
};

const rsa: Shape = (fields) => {
  expectFields(fields, 2);
  const [exponent, modulus] = fields.map((field) => field.toString("hex").replace(/^(00)+/, ""));
  const bits = modulus ? BigInt(`0x${modulus}`).toString(2).length : 0;
  if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) throw refused(`An RSA key needs at least ${MIN_RSA_BITS} bits`);
  if (!exponent || BigInt(`0x${exponent}`) % 2n === 0n || exponent === "01")
    throw refused("The key's exponent is weak");
};

const ed25519 =
  (count: number): Shape =>
  (fields) => {
    expectFields(fields, count);
    if (fields[0]?.length !== 32) throw refused("The key has the wrong length");
  };

/** An uncompressed point on the named curve; `size` is the length of one coordinate in bytes. */
const ecdsa =
  ({ curve, size, count }: { curve: string; size: number; count: number }): Shape =>
  (fields) => {
    expectFields(fields, count);
    const [name, point] = fields;
    if (name?.toString("latin1") !== curve) throw refused("The key is on another curve");
    if (point?.length !== 1 + 2 * size || point[0] !== 4) throw refused("The key has the wrong length");
  };

const SHAPES: ReadonlyMap<string, Shape> = new Map([
  ["ssh-rsa", rsa],
  ["ssh-ed25519", ed25519(1)],
  ["ecdsa-sha2-nistp256", ecdsa({ curve: "nistp256", size: 32, count: 2 })],
  ["ecdsa-sha2-nistp384", ecdsa({ curve: "nistp384", size: 48, count: 2 })],
  ["ecdsa-sha2-nistp521", ecdsa({ curve: "nistp521", size: 66, count: 2 })],
  ["sk-ssh-ed25519@openssh.com", ed25519(2)],
  ["sk-ecdsa-sha2-nistp256@openssh.com", ecdsa({ curve: "nistp256", size: 32, count: 3 })],
]);
