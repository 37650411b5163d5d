import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { statusOf } from "../verdict";
import { createBudget, LIMITS } from "./budget";
import { scanSource } from "./scan-source";
import { bufferSource } from "./source";

const PROTOCOLS = [0, 1, 2, 3, 4, 5] as const;
const hasPython = spawnSync("python3", ["--version"]).status === 0;

const bytes = (text: string): Buffer => Buffer.from(text, "latin1");
const scan = (content: Buffer, path = "model.pkl") =>
  scanSource(bufferSource(content), { path, budget: createBudget(), maxFindings: LIMITS.findings });
const kindsOf = (content: Buffer, path?: string) => scan(content, path).findings.map(({ kind }) => kind);
const namesOf = (content: Buffer) => scan(content).findings.map(({ kind, name }) => `${kind} ${name}`);

/** The pickle of an expression, by Python itself. */
const pickled = (expression: string, protocol: number): Buffer =>
  execFileSync("python3", [
    "-c",
    `import pickle,sys,collections,datetime,decimal,uuid,os,functools
class Runs:
    def __reduce__(self): return (os.system, ("true",))
sys.stdout.buffer.write(pickle.dumps(${expression}, ${protocol}))`,
  ]);

describe("a pickle", () => {
  test.each([
    ["GLOBAL and REDUCE", "\x80\x02cposix\nsystem\nX\x04\0\0\0true\x85R.", "posix.system"],
    ["STACK_GLOBAL", "\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x04true\x85R.", "os.system"],
    ["INST of protocol 0", "(S'true'\nios\nsystem\n.", "os.system"],
    ["OBJ", "\x80\x02(cos\nsystem\nU\x04trueo.", "os.system"],
    ["BUILD behind an import", "\x80\x02cos\nsystem\nU\x01x\x85R}b.", "os.system"],
    ["NEWOBJ", "\x80\x02csubprocess\nPopen\nU\x01x\x85\x81.", "subprocess.Popen"],
    ["NEWOBJ_EX", "\x80\x04\x8c\nsubprocess\x8c\x05Popen\x93)}\x92.", "subprocess.Popen"],
    ["names that were kept and fetched", "\x80\x04\x8c\x06system\x94\x8c\x02os\x940\x30h\x01h\0\x93.", "os.system"],
    ["names that were copied and dropped", "\x80\x04\x8c\x02os2\x30\x8c\x06system\x93.", "os.system"],
    ["escapes in a quoted name", "S'o\\x73'\nS'sys\\164em'\n\x93.", "os.system"],
    ["escapes in a raw name", "V\\u006fs\nVsystem\n\x93.", "os.system"],
    ["frames that lie", "\x80\x04\x95\xff\xff\xff\xff\0\0\0\0\x8c\x02os\x8c\x06system\x93.", "os.system"],
    [
      "a dotted name of a known class",
      "\x80\x04\x8c\x08builtins\x8c\x0elist.__class__\x93.",
      "builtins.list.__class__",
    ],
  ])("is unsafe by %s", (_how, text, name) => {
    const report = scan(bytes(text));
    expect(statusOf(report)).toBe("unsafe");
    expect(report.findings).toContainEqual({ kind: "dangerous_global", name, place: "" });
  });

  test.each([
    ["a module that nobody knows", "\x80\x02cmy_model\nNet\n)\x81.", "unknown_global"],
    ["EXT1", "\x80\x02\x82\x01.", "extension_code"],
    ["EXT2", "\x80\x02\x83\x01\x01.", "extension_code"],
    ["EXT4", "\x80\x02\x84\x01\0\0\0.", "extension_code"],
    ["a name that is worked out", "\x80\x04\x8c\x02os]\x93.", "computed_global"],
    ["a call of what it made itself", "\x80\x02ccollections\nOrderedDict\n)R)R.", "call_of_value"],
    ["state for a class", "\x80\x02ccollections\nOrderedDict\n}b.", "changed_global"],
    ["entries for a class", "\x80\x02ccollections\nOrderedDict\nU\x01aK\x01s.", "changed_global"],
  ])("is unsafe by %s", (_how, text, kind) => {
    expect(statusOf(scan(bytes(text)))).toBe("unsafe");
    expect(kindsOf(bytes(text))).toContain(kind);
  });

  const calling = "cos\nsystem\n(S'true'\ntR.";

  test.each([
    ["an index with an underscore", `I1\np1_0\n0${calling}`],
    ["an index that ends at a NUL", `I1\np1\x00x\n0${calling}`],
    ["an index with a sign and blanks", `I1\np +1 \n0${calling}`],
    ["octal digits above 377", "S'\\557\\563'\nS'system'\n\x93(S'true'\ntR\xff"],
    ["a name that is not of ASCII, and a bad end", "V\xf6s\nVsystem\n\x93(S'true'\ntR\xff"],
  ])("is unsafe as Python reads it: %s", (_how, text) => {
    for (const path of ["model.pkl", "model.bin", "notes.txt"])
      expect(statusOf(scan(bytes(text), path))).toBe("unsafe");
  });

  test("that breaks behind a call is told of, and a line that is too long is not scanned", () => {
    expect(kindsOf(bytes("ccollections\nOrderedDict\n)R\xff"), "model.bin")).toContain("broken_pickle");
    const long = Buffer.concat([bytes("V"), Buffer.alloc(17 * 1024 ** 2, "a"), bytes(`\n0${calling}`)]);
    expect(scan(long, "model.bin")).toMatchObject({ reason: "too_large" });
  });

  test("that breaks after it would have run is unsafe", () => {
    const text = "\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x04true\x85R\xff\xff";
    expect(namesOf(bytes(text))).toEqual(["dangerous_global os.system", "broken_pickle "]);
    expect(statusOf(scan(bytes("\x80\x04\x8c\x02os")))).toBe("suspicious");
  });

  test("behind another one is looked at, and so is rubbish", () => {
    expect(namesOf(bytes("\x80\x02K\x01.\x80\x02cos\nsystem\n."))).toEqual(["dangerous_global os.system"]);
    expect(kindsOf(bytes("\x80\x02K\x01.\xff\xff"))).toEqual(["trailing_bytes"]);
  });

  test("in torch's first format is five, and then bytes that are none", () => {
    const magic = Buffer.from("80028a0a6cfc9c46f9206aa850192e", "hex");
    const others = bytes("\x80\x02M\xe9\x03.\x80\x02}.\x80\x02ccollections\nOrderedDict\n)R.\x80\x02].");
    expect(statusOf(scan(Buffer.concat([magic, others, Buffer.alloc(64, 0xff)])))).toBe("safe");
    const evil = bytes("\x80\x02M\xe9\x03.\x80\x02}.\x80\x02cos\nsystem\n.");
    expect(statusOf(scan(Buffer.concat([magic, evil])))).toBe("unsafe");
  });

  test("passes for nothing else, whatever the file is called or begins with", () => {
    const early = bytes("cos\nsystem\n(S'true'\ntR.");
    expect(statusOf(scan(early, "notes.txt"))).toBe("unsafe");
    const withMark = Buffer.concat([bytes("GGUF\x03\0\0\0\0"), bytes("cos\nsystem\n(S'true'\ntR.")]);
    expect(statusOf(scan(withMark, "model.gguf"))).toBe("unsafe");
  });

  test("is not seen in a list of words", () => {
    expect(scan(bytes("cat\ndog\nelephant\n"), "vocab.txt")).toMatchObject({ format: "plain", findings: [] });
  });

  test("with more values than there is room for is not scanned", () => {
    const many = Buffer.concat([bytes("\x80\x02"), Buffer.alloc(3_000_000, "N"), bytes(".")]);
    expect(scan(many)).toMatchObject({ reason: "too_large", findings: [] });
    expect(statusOf(scan(many))).toBe("not_scanned");
  });
});

describe.runIf(hasPython)("what Python pickles", () => {
  test.each(PROTOCOLS)("is told from what runs, in protocol %i", (protocol) => {
    const plain = `{"a": [1, 2.5, None, True, "ü" * 300, b"x" * 300, 2**70, (1,), (1, 2, 3, 4)], "b": {1, 2},
      "c": collections.OrderedDict(x=1), "d": datetime.date(2020, 1, 1), "e": decimal.Decimal("1.5"),
      "f": bytearray(b"y"), "g": frozenset([1]), "h": complex(1, 2)}`;
    expect(statusOf(scan(pickled(plain, protocol)))).toBe("safe");
    for (const evil of ["Runs()", "[1, {2: Runs()}]", "functools.partial(print, 1)", "os.system", "eval"]) {
      expect(statusOf(scan(pickled(evil, protocol))), evil).toBe("unsafe");
    }
  });
});
