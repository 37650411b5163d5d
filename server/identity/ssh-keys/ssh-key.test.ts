import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { parseSshKey } from "./ssh-key";

const field = (bytes: Uint8Array | string) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, Buffer.from(bytes as string, "latin1")]);
};
const blobOf = (...fields: (Uint8Array | string)[]) => Buffer.concat(fields.map(field)).toString("base64");
const ED25519 = `ssh-ed25519 ${blobOf("ssh-ed25519", Buffer.alloc(32, 7))}`;

function rsaLine(bits: number) {
  const { n = "", e = "" } = generateKeyPairSync("rsa", { modulusLength: bits }).publicKey.export({ format: "jwk" });
  const modulus = Buffer.concat([Buffer.alloc(1), Buffer.from(n, "base64url")]);
  return `ssh-rsa ${blobOf("ssh-rsa", Buffer.from(e, "base64url"), modulus)}`;
}

describe("an SSH key", () => {
  test("is taken with its comment and the fingerprint that ssh-keygen prints", () => {
    expect(parseSshKey(`${ED25519} ada@laptop\n`)).toMatchObject({ algorithm: "ssh-ed25519", comment: "ada@laptop" });
    expect(parseSshKey(ED25519).fingerprint).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
  });

  test.each([
    ["ecdsa-sha2-nistp256", ["nistp256", Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)])]],
    ["ecdsa-sha2-nistp521", ["nistp521", Buffer.concat([Buffer.from([4]), Buffer.alloc(132, 1)])]],
    ["sk-ssh-ed25519@openssh.com", [Buffer.alloc(32, 1), "ssh:"]],
    [
      "sk-ecdsa-sha2-nistp256@openssh.com",
      ["nistp256", Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]), "ssh:"],
    ],
  ])("of the kind %s is taken", (kind, fields) => {
    expect(parseSshKey(`${kind} ${blobOf(kind, ...fields)}`).algorithm).toBe(kind);
  });

  test("of the kind RSA needs 3072 bits", () => {
    expect(parseSshKey(rsaLine(3072)).algorithm).toBe("ssh-rsa");
    expect(() => parseSshKey(rsaLine(2048))).toThrow("at least 3072 bits");
  });

  test.each([
    ["options before it", `command="sh" ${ED25519}`],
    ["a second line", `${ED25519}\n${ED25519}`],
    ["a private key", "-----BEGIN OPENSSH PRIVATE KEY-----"],
    ["DSA", `ssh-dss ${blobOf("ssh-dss", "x", "x", "x", "x")}`],
    ["another kind inside", `ssh-ed25519 ${blobOf("ssh-rsa", Buffer.alloc(32))}`],
    ["bytes after it", `ssh-ed25519 ${blobOf("ssh-ed25519", Buffer.alloc(32), "more")}`],
    ["a cut", ED25519.slice(0, -8)],
    ["a false length", `ssh-ed25519 ${Buffer.from("ffffffff00", "hex").toString("base64")}`],
    ["another curve", `ecdsa-sha2-nistp256 ${blobOf("ecdsa-sha2-nistp256", "nistp384", Buffer.alloc(65, 4))}`],
    ["nothing", ""],
  ])("with %s is refused", (_what, line) => {
    expect(() => parseSshKey(line)).toThrow(expect.objectContaining({ reason: "bad_ssh_key" }));
  });
});
