import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import ssh2 from "ssh2";

interface Signed {
  /** The key as it stands in an `authorized_keys` line, decoded. */
  readonly key: Buffer;
  /** What the client says the key is. */
  readonly algorithm: string;
  /** For RSA: `sha256` or `sha512`; undefined is SHA-1, which is refused. */
  readonly hash: string | undefined;
  /** What was signed: session id and request (RFC 4252 §7). */
  readonly message: Buffer;
  readonly signature: Buffer;
}

/** Whether this key made this signature. RSA with SHA-1 never did. */
export function isSignedBy(signed: Signed): boolean {
  const { key, algorithm, hash, message, signature } = signed;
  const [name, ...fields] = fieldsOf(key);
  if (name?.toString("latin1") !== algorithm) return false;
  if (algorithm === "ssh-rsa" && hash !== "sha256" && hash !== "sha512") return false;
  if (algorithm.startsWith("sk-")) return isSignedByToken(fields, { algorithm, message, signature });
  const parsed = ssh2.utils.parseKey(`${algorithm} ${key.toString("base64")}`);
  return !(parsed instanceof Error) && parsed.verify(message, signature, hash) === true;
}

/** The length-prefixed strings of RFC 4251 §5, as far as there are whole ones. */
function fieldsOf(blob: Buffer): Buffer[] {
  const fields: Buffer[] = [];
  for (let at = 0; at + 4 <= blob.length; ) {
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) break;
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

const PRESENT = 1;
const TAIL_BYTES = 5;

/** Keys on FIDO tokens sign their application, a flag that somebody touched them, a counter and the message's hash (PROTOCOL.u2f). */
function isSignedByToken(
  fields: readonly Buffer[],
  { algorithm, message, signature }: Pick<Signed, "algorithm" | "message" | "signature">,
): boolean {
  const application = fields.at(-1);
  if (!application || signature.length <= TAIL_BYTES) return false;
  const tail = signature.subarray(-TAIL_BYTES);
  if (((tail[0] ?? 0) & PRESENT) === 0) return false;
  const data = Buffer.concat([sha256(application), tail, sha256(message)]);
  const made = signature.subarray(0, -TAIL_BYTES);
  if (algorithm === "sk-ssh-ed25519@openssh.com") {
    return verify(null, data, ed25519(fields[0] ?? Buffer.alloc(0)), made);
  }
  const point = fields[1];
  const [r, s] = fieldsOf(made);
  if (algorithm !== "sk-ecdsa-sha2-nistp256@openssh.com" || point?.length !== 65 || !r || !s) return false;
  const flat = Buffer.concat([padded(r), padded(s)]);
  return verify("sha256", data, { key: p256(point), dsaEncoding: "ieee-p1363" }, flat);
}

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest();
const base64url = (bytes: Buffer) => bytes.toString("base64url");

const ed25519 = (x: Buffer): KeyObject =>
  createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x: base64url(x) } });

const p256 = (point: Buffer): KeyObject =>
  createPublicKey({
    format: "jwk",
    key: { kty: "EC", crv: "P-256", x: base64url(point.subarray(1, 33)), y: base64url(point.subarray(33)) },
  });

/** A number of at most 32 bytes, with as many zeros in front as it takes. */
const padded = (number: Buffer) => Buffer.concat([Buffer.alloc(32), number]).subarray(-32);
