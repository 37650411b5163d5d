import { deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { EVIL_PICKLE } from "@/server/testing/pickles";
import { tarBytes, tarEntry } from "@/server/testing/tar-bytes";
import { zipBytes } from "@/server/testing/zip-bytes";
import { scanOfFile, statusOf } from "../verdict";
import { createBudget, LIMITS } from "./budget";
import { scanSource } from "./scan-source";
import { bufferSource, type Source } from "./source";

const bytes = (text: string): Buffer => Buffer.from(text, "latin1");
const plain = bytes("\x80\x02ccollections\nOrderedDict\n)R.");

const scan = (content: Buffer | Source, path: string) => {
  const source = Buffer.isBuffer(content) ? bufferSource(content) : content;
  return scanSource(source, { path, budget: createBudget(), maxFindings: LIMITS.findings });
};
const kindsOf = (content: Buffer, path: string) => scan(content, path).findings.map(({ kind }) => kind);
const shownStatus = (content: Buffer, path: string) =>
  scanOfFile(path, { ...scan(content, path), scannedAt: new Date() })?.status;

const tarOf = (name: string, body: Buffer) => tarBytes(tarEntry(name, { body }));

function npy(descr: string, body: Buffer): Buffer {
  const text = `{'descr': ${descr}, 'fortran_order': False, 'shape': (1,), }\n`;
  const length = Buffer.alloc(2);
  length.writeUInt16LE(text.length);
  return Buffer.concat([bytes("\x93NUMPY\x01\0"), length, bytes(text), body]);
}

const config = (layer: unknown) =>
  Buffer.from(JSON.stringify({ class_name: "Functional", config: { layers: [layer] } }));

const lambda = { class_name: "Lambda", config: {} };
const manyOut = Array.from({ length: 220 }, (_, at) => [`../n${at}`, { bytes: plain }] as const);

/** An archive behind another one; the comment of its end claims a byte more than there is. */
function twoEnds(longer: number): Buffer {
  const harmless = zipBytes([["m/notes.txt", { bytes: plain }]]);
  const evil = zipBytes([["m/data.pkl", { bytes: EVIL_PICKLE }]]);
  evil.writeUInt16LE(longer, evil.byteLength - 2);
  harmless.writeUInt16LE(evil.byteLength, harmless.byteLength - 2);
  return Buffer.concat([harmless, evil]);
}

describe("what readers take for different things", () => {
  test.each([
    ["a number that JSON has not", "m.keras", zipBytes([["config.json", { bytes: bytes('{"x": NaN}') }]])],
    ["UTF-16", "m.keras", zipBytes([["config.json", { bytes: Buffer.from('{"x": 1}', "utf16le") }]])],
    ["a size with an underscore", "m.nemo", tarBytes(tarEntry("a", { size: "00000004_000", body: Buffer.alloc(4) }))],
    ["a sum that is wrong", "m.nemo", tarBytes(wrongSum())],
  ])("is not called safe: %s", (_what, path, content) => {
    expect(statusOf(scan(content, path))).toBe("not_scanned");
  });
});

function wrongSum(): Buffer {
  const entry = tarEntry("a", { body: plain });
  entry.write("0000001", 148, "latin1");
  return entry;
}

describe("a model file", () => {
  test.each([
    ["torch's zip", "m.pt", zipBytes([["m/data.pkl", { bytes: EVIL_PICKLE }]])],
    ["a packed entry", "m.pt", zipBytes([["m/data.pkl", { bytes: EVIL_PICKLE, isDeflated: true }]])],
    [
      "TorchScript",
      "m.pt",
      zipBytes([
        ["m/code/__torch__.py", { bytes: plain }],
        ["m/data.pkl", { bytes: EVIL_PICKLE }],
      ]),
    ],
    ["an entry of any name", "m.bin", zipBytes([["m/weights.json", { bytes: EVIL_PICKLE }]])],
    [
      "an archive in an archive",
      "m.zip",
      zipBytes([["in.zip", { bytes: zipBytes([["a.pkl", { bytes: EVIL_PICKLE }]]) }]]),
    ],
    [".npy of objects", "a.npy", npy("'|O'", EVIL_PICKLE)],
    [".npy whose type is written with an escape", "a.npy", npy("'|\\x4f'", EVIL_PICKLE)],
    [".npz", "a.npz", zipBytes([["a.npy", { bytes: npy("'|O'", EVIL_PICKLE), isDeflated: true }]])],
    [".nemo", "m.nemo", tarOf("./weights.ckpt", EVIL_PICKLE)],
    ["packed .nemo", "m.nemo", gzipSync(tarOf("./weights.ckpt", zipBytes([["a/data.pkl", { bytes: EVIL_PICKLE }]])))],
    ["packed joblib", "m.joblib", deflateSync(EVIL_PICKLE)],
    ["torch's tar", "m.pth", tarOf("pickle", EVIL_PICKLE)],
    ["a second end, whose comment is longer than the file", "m.pt", twoEnds(1)],
    ["a first end, whose comment holds the second", "m.pt", twoEnds(0)],
    ["one finding among hundreds", "m.pt", zipBytes([...manyOut, ["data.pkl", { bytes: EVIL_PICKLE }]])],
    ["a configuration named past a NUL", "m.keras", zipBytes([["config.json\0a", { bytes: config(lambda) }]])],
    ["a wrong ending", "m.safetensors", EVIL_PICKLE],
    [
      "the end of something else",
      "m.pt",
      Buffer.concat([Buffer.alloc(600, "x"), zipBytes([["d.pkl", { bytes: EVIL_PICKLE }]])]),
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
    ["m.nemo", tarOf("./weights.ckpt", plain)],
    ["m.keras", zipBytes([["config.json", { bytes: config({ class_name: "Dense", module: "keras.layers" }) }]])],
    ["m.gguf", Buffer.concat([bytes("GGUF\x03\0\0\0"), Buffer.alloc(16)])],
  ])("without any of that is safe: %s", (path, content) => {
    expect(scan(content, path)).toMatchObject({ reason: null });
    expect(shownStatus(content, path)).toBe("safe");
  });

  test("with wrong sums, flags and names is looked at all the same, and told of", () => {
    const wrong = zipBytes([["m/data.pkl", { bytes: EVIL_PICKLE, crc: 1, flags: 1, localName: "m/other.pkl" }]]);
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
