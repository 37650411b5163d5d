import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { isSignedBy } from "./verify-signature";

const field = (bytes: Uint8Array | string) => {
  const content = Buffer.from(bytes);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
};
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest();
const message = Buffer.from("session and request");
const application = Buffer.from("ssh:");
const PRESENT = Buffer.from([1, 0, 0, 0, 7]);

function ed25519Token(tail = PRESENT) {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const x = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  const algorithm = "sk-ssh-ed25519@openssh.com";
  const key = Buffer.concat([field(algorithm), field(x), field(application)]);
  const made = sign(null, Buffer.concat([sha256(application), tail, sha256(message)]), privateKey);
  return { key, algorithm, hash: undefined, message, signature: Buffer.concat([made, tail]) };
}

function ecdsaToken() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const algorithm = "sk-ecdsa-sha2-nistp256@openssh.com";
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
  const key = Buffer.concat([field(algorithm), field("nistp256"), field(point), field(application)]);
  const data = Buffer.concat([sha256(application), PRESENT, sha256(message)]);
  const flat = sign("sha256", data, { key: privateKey as KeyObject, dsaEncoding: "ieee-p1363" });
  const [r, s] = [flat.subarray(0, 32), flat.subarray(32)].map((half) => field(Buffer.concat([Buffer.alloc(1), half])));
  return {
    key,
    algorithm,
    hash: undefined,
    message,
    signature: Buffer.concat([r ?? [], s ?? [], PRESENT] as Buffer[]),
  };
}

describe("a key on a token", () => {
  test.each([
    ["Ed25519", ed25519Token],
    ["ECDSA", ecdsaToken],
  ])("%s signs for itself, for this message and for nothing else", (_, make) => {
    const signed = make();
    expect(isSignedBy(signed)).toBe(true);
    expect(isSignedBy({ ...signed, message: Buffer.from("another") })).toBe(false);
    expect(isSignedBy({ ...signed, key: make().key })).toBe(false);
    expect(isSignedBy({ ...signed, signature: signed.signature.subarray(1) })).toBe(false);
    expect(isSignedBy({ ...signed, signature: Buffer.alloc(3) })).toBe(false);
    expect(isSignedBy({ ...signed, algorithm: "ssh-ed25519" })).toBe(false);
  });

  test("that nobody touched has not signed", () => {
    expect(isSignedBy(ed25519Token(Buffer.from([0, 0, 0, 0, 7])))).toBe(false);
  });
});

test.each([Buffer.alloc(0), Buffer.alloc(3), Buffer.from("ffffffff00", "hex"), field("ssh-ed25519"), field("ssh-rsa")])(
  "a key of odd bytes %j signs nothing",
  (key) => {
    for (const algorithm of ["ssh-ed25519", "ssh-rsa", "sk-ssh-ed25519@openssh.com", "ssh-dss", "x"]) {
      expect(isSignedBy({ key, algorithm, hash: "sha256", message, signature: Buffer.alloc(80) })).toBe(false);
    }
  },
);
