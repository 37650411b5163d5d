import { deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { zipBytes } from "@/server/testing/zip-bytes";
import { scanOfFile, statusOf } from "../verdict";
import { createBudget, LIMITS } from "./budget";
import { scanSource } from "./scan-source";
import { bufferSource, type Source } from "./source";

const bytes = (text: string): Buffer => Buffer.from(text, "latin1");
const evil = bytes("\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x04true\x85R.");
const plain = bytes("\x80\x02ccollections\nOrderedDict\n)R.");

const scan = (content: Buffer | Source, path: string) => {
  const source = Buffer.isBuffer(content) ? bufferSource(content) : content;
  return scanSource(source, { path, budget: createBudget(), maxFindings: LIMITS.findings });
};
const kindsOf = (content: Buffer, path: string) => scan(content, path).findings.map(({ kind }) => kind);
const shownStatus = (content: Buffer, path: string) =>
  scanOfFile(path, { ...scan(content, path), scannedAt: new Date() })?.status;

function tarBytes(name: string, body: Buffer): Buffer {
  const header = Buffer.alloc(512);
  header.write(name);
  header.write(body.byteLength.toString(8).padStart(11, "0"), 124, "latin1");
  header.write("ustar", 257, "latin1");
  return Buffer.concat([header, body, Buffer.alloc((512 - (body.byteLength % 512)) % 512), Buffer.alloc(1_024)]);
}

function npy(descr: string, body: Buffer): Buffer {
  const text = `{'descr': ${descr}, 'fortran_order': False, 'shape': (1,), }\n`;
  const length = Buffer.alloc(2);
  length.writeUInt16LE(text.length);
  return Buffer.concat([bytes("\x93NUMPY\x01\0"), length, bytes(text), body]);
}

const config = (layer: unknown) =>
  Buffer.from(JSON.stringify({ class_name: "Functional", config: { layers: [layer] } }));

describe("a model file", () => {
  test.each([
    ["torch's zip", "m.pt", zipBytes([["m/data.pkl", { bytes: evil }]])],
    ["a packed entry", "m.pt", zipBytes([["m/data.pkl", { bytes: evil, isDeflated: true }]])],
    [
      "TorchScript",
      "m.pt",
      zipBytes([
        ["m/code/__torch__.py", { bytes: plain }],
        ["m/data.pkl", { bytes: evil }],
      ]),
    ],
    ["an entry of any name", "m.bin", zipBytes([["m/weights.json", { bytes: evil }]])],
    ["an archive in an archive", "m.zip", zipBytes([["in.zip", { bytes: zipBytes([["a.pkl", { bytes: evil }]]) }]])],
    [".npy of objects", "a.npy", npy("'|O'", evil)],
    [".npz", "a.npz", zipBytes([["a.npy", { bytes: npy("'|O'", evil), isDeflated: true }]])],
    [".nemo", "m.nemo", tarBytes("./weights.ckpt", evil)],
    ["packed .nemo", "m.nemo", gzipSync(tarBytes("./weights.ckpt", zipBytes([["a/data.pkl", { bytes: evil }]])))],
    ["packed joblib", "m.joblib", deflateSync(evil)],
    ["torch's tar", "m.pth", tarBytes("pickle", evil)],
    ["a wrong ending", "m.safetensors", evil],
    [
      "the end of something else",
      "m.pt",
      Buffer.concat([Buffer.alloc(600, "x"), zipBytes([["d.pkl", { bytes: evil }]])]),
    ],
    ["a Lambda layer", "m.keras", zipBytes([["config.json", { bytes: config({ class_name: "Lambda" }) }]])],
    [
      "a layer from elsewhere",
      "m.keras",
      zipBytes([["config.json", { bytes: config({ class_name: "run", module: "os" }) }]]),
    ],
    [
      "a Lambda layer in HDF5",
      "m.h5",
      Buffer.concat([bytes("\x89HDF\r\n\x1a\n"), Buffer.alloc(2_000_000), bytes('{"class_name": "L\\u0061mbda"}')]),
    ],
  ])("is unsafe by %s", (_how, path, content) => {
    expect(statusOf(scan(content, path))).toBe("unsafe");
  });

  test.each([
    [
      "m.pt",
      zipBytes([
        ["m/data.pkl", { bytes: plain }],
        ["m/data/0", { bytes: Buffer.alloc(100_000, 3) }],
      ]),
    ],
    ["a.npy", npy("'<f4'", Buffer.alloc(4))],
    ["a.npz", zipBytes([["a.npy", { bytes: npy("'<f4'", Buffer.alloc(9_000)), isDeflated: true }]])],
    ["m.nemo", tarBytes("./weights.ckpt", plain)],
    ["m.keras", zipBytes([["config.json", { bytes: config({ class_name: "Dense", module: "keras.layers" }) }]])],
    ["m.gguf", Buffer.concat([bytes("GGUF\x03\0\0\0"), Buffer.alloc(16)])],
  ])("without any of that is safe: %s", (path, content) => {
    expect(scan(content, path)).toMatchObject({ reason: null });
    expect(shownStatus(content, path)).toBe("safe");
  });

  test("with wrong sums, flags and names is looked at all the same, and told of", () => {
    const wrong = zipBytes([["m/data.pkl", { bytes: evil, crc: 1, flags: 1, localName: "m/other.pkl" }]]);
    expect(kindsOf(wrong, "m.pt")).toEqual(
      expect.arrayContaining(["dangerous_global", "bad_checksum", "encrypted_entry", "misleading_archive"]),
    );
    const twice = zipBytes([
      ["a.pkl", { bytes: plain }],
      ["a.pkl", { bytes: plain }],
    ]);
    expect(kindsOf(twice, "m.pt")).toContain("misleading_archive");
  });

  test.each([
    ["7z", "377abcaf271c0004"],
    ["rar", "526172211a0700cf"],
  ])("that is %s in a renamed zip is not called safe", (_name, hex) => {
    const content = Buffer.concat([Buffer.from(hex, "hex"), Buffer.alloc(100)]);
    expect(scan(content, "m.zip")).toMatchObject({ format: "closed", reason: "unsupported" });
    expect(shownStatus(content, "m.zip")).toBe("suspicious");
  });

  test("in a way that is not known is not scanned", () => {
    expect(statusOf(scan(zipBytes([["a.pkl", { bytes: plain, method: 12 }]]), "m.pt"))).toBe("not_scanned");
    expect(shownStatus(Buffer.alloc(100, 0xfe), "m.ckpt")).toBe("not_scanned");
  });

  test("with a bomb in it is not scanned, and takes no more than its room", () => {
    const zeros = zipBytes([["a.bin", { bytes: Buffer.alloc(LIMITS.bytesAtOnce + 1), isDeflated: true }]]);
    expect(scan(zeros, "m.zip")).toMatchObject({ reason: "too_large", findings: [] });
    let nested: Buffer = plain;
    for (let depth = 0; depth < 8; depth++) nested = zipBytes([["in.zip", { bytes: nested }]]);
    expect(statusOf(scan(nested, "m.zip"))).toBe("not_scanned");
    const many = zipBytes(
      Array.from({ length: LIMITS.entries + 1 }, (_, at) => [String(at), { bytes: Buffer.alloc(0) }]),
    );
    expect(scan(many, "m.zip")).toMatchObject({ reason: "too_many_entries" });
  });
});
