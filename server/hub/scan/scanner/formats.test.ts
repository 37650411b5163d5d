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

/** A tar archive whose first entry, an empty one, is called so. */
const tarNamed = (name: Buffer): Buffer => {
  const first = tarEntry("x", {});
  name.copy(first);
  first.write("        ", 148, "latin1");
  const total = first.reduce((all, byte) => all + byte, 0);
  first.write(`${total.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return tarBytes(first, tarEntry("pickle", { body: EVIL_PICKLE }));
};
const hdf5Magic = bytes("\x89HDF\r\n\x1a\n");
const lambdaIn = (front: Buffer) =>
  Buffer.concat([front, Buffer.alloc(512 - front.byteLength), hdf5Magic, bytes('{"class_name":"Lambda"}')]);

describe("another format behind the first bytes", () => {
  test.each([
    ["a tar that begins as GGUF", "m.pt", tarNamed(bytes("GGUF\x03"))],
    ["a tar that begins as an array", "m.pt", tarNamed(npy("'<f4'", Buffer.alloc(4)).subarray(0, 90))],
    ["a tar that begins as HDF5", "m.nemo", tarNamed(hdf5Magic)],
    ["a tar that begins as a zip", "m.nemo", tarNamed(zipBytes([["a", { bytes: Buffer.alloc(0) }]]).subarray(0, 60))],
    ["HDF5 behind a block that begins as GGUF", "m.h5", lambdaIn(bytes("GGUF"))],
    ["HDF5 behind a block of nothing", "m.h5", lambdaIn(Buffer.alloc(0))],
  ])("is looked at: %s", (_what, path, content) => {
    expect(statusOf(scan(content, path))).toBe("unsafe");
  });

  test("is looked at by a sum that only Python takes for one", () => {
    const old = tarNamed(bytes("GGUF\x03"));
    old.fill(0, 257, 263); // from before `ustar`
    old.write("        ", 148, "latin1");
    const sum = old.subarray(0, 512).reduce((all, byte) => all + byte, 0);
    old.write(`0_${sum.toString(8)}\0`, 148, "latin1");
    expect(statusOf(scan(old, "m.pt"))).toBe("unsafe");
  });

  test.each([
    ["m.pt", Buffer.concat([bytes("GGUF\x03\0\0\0"), Buffer.alloc(16)])],
    ["m.nemo", Buffer.concat([hdf5Magic, Buffer.alloc(100)])],
    ["m.h5", npy("'<f4'", Buffer.alloc(4))],
  ])("that does not belong to its name is not called safe: %s", (path, content) => {
    expect(shownStatus(content, path)).toBe("suspicious");
  });

  test("is nothing where an archive begins with a file of HDF5, or one was saved under torch's other names", () => {
    const content = tarOf("a.h5", Buffer.concat([hdf5Magic, Buffer.alloc(1_000)]));
    expect(scan(content, "m.nemo")).toMatchObject({ findings: [], reason: null });
    for (const path of ["m.pkl", "m.ckpt", "m.pth"]) {
      expect(shownStatus(zipBytes([["m/data.pkl", { bytes: plain }]]), path), path).toBe("safe");
    }
  });
});

describe("a configuration of Keras in HDF5", () => {
  const file = (text: string) => Buffer.concat([hdf5Magic, Buffer.alloc(2_000), bytes(text)]);

  test.each([
    ["a function", '{"class_name": "__lambda__"}'],
    ["a layer of JAX", '{"class_name":"JaxLayer"}'],
    ["a layer with its package", '{"class_name":"keras.layers>Lambda"}'],
    ["many blanks", `{"class_name":${" ".repeat(60)}"Lambda"}`],
    ["a module that reaches further", '{"module":"keras.utils","config":{},"class_name":"get_file"}'],
    ["a module from elsewhere", '{"module":"os","class_name":"system"}'],
    ["an escape in its key", '{"\\u0063lass_name":"L\\u0061mbda"}'],
  ])("is unsafe by %s", (_how, text) => {
    expect(statusOf(scan(file(text), "m.h5"))).toBe("unsafe");
  });

  test("with more blanks than anybody writes is not called safe", () => {
    expect(scan(file(`{"class_name":${" ".repeat(5_000)}"Lambda"}`), "m.h5")).toMatchObject({ reason: "damaged" });
  });

  test("of plain layers is safe", () => {
    const dense = '{"module": "keras.layers", "class_name": "Dense", "config": {"dtype": {"module": "keras"}}}';
    expect(shownStatus(file(dense), "m.h5")).toBe("safe");
    expect(shownStatus(file('{"module": "pump 3"}'), "m.h5")).toBe("safe"); // no configuration of Keras
  });
});

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

describe("what unpacks to more than is looked at", () => {
  const words = Buffer.from(Array.from({ length: 6_000_000 }, (_, at) => `${at} words\n`).join(""));
  const long = (front: string) => Buffer.concat([bytes(front), words]);
  const deflated = (content: Buffer, name = "a.txt") => zipBytes([[name, { bytes: content, isDeflated: true }]]);

  test.each<[string, Buffer, string]>([
    ["a table that is packed", gzipSync(words), "train.csv.gz"],
    ["a text in an archive", deflated(words), "texts.zip"],
    ["a list of words that begins like an import", gzipSync(long("cat\ndog\n")), "words.gz"],
  ])("and begins as nothing that could run is not opened to its end: %s", (_, content, path) => {
    expect(scan(content, path)).toMatchObject({ reason: null, findings: [] });
  });

  test.each<[string, Buffer, string]>([
    ["a pickle", gzipSync(Buffer.concat([plain.subarray(0, -1), bytes("0B\xff\xff\xff\x0f"), words])), "m.pkl.gz"],
    ["a pickle of protocol 0", gzipSync(long(`${"I1\n0".repeat(2_000_000)}`)), "m.pkl.gz"],
    ["a pickle that calls something and breaks", gzipSync(long("cos\nsystem\n(S'true'\ntR~")), "m.pkl.gz"],
    ["an archive", gzipSync(tarOf("a.txt", words)), "m.tar.gz"],
    ["a file that is found behind others", deflated(words, "m.h5"), "m.zip"],
  ])("is left out otherwise: %s", (_, content, path) => {
    expect(scan(content, path).reason).not.toBeNull();
  });
});
