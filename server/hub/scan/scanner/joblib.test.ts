import { describe, expect, test } from "vitest";
import { EVIL_PICKLE } from "@/server/testing/pickles";
import { statusOf } from "../verdict";
import { createBudget, LIMITS, limitsFor } from "./budget";
import { scanSource } from "./scan-source";
import { bufferSource } from "./source";

const bytes = (text: string): Buffer => Buffer.from(text, "latin1");
const text = (value: string) => `X${String.fromCharCode(value.length)}\0\0\0${value}`;
const small = (value: number) => `K${String.fromCharCode(value)}`;
const scan = (content: Buffer) =>
  scanSource(bufferSource(content), { path: "m.joblib", budget: createBudget(), maxFindings: LIMITS.findings });

const WRAPPER = "cjoblib.numpy_pickle\nNumpyArrayWrapper\n";
const state = (flags: number, size = "J\xff\xff\xff\xff") =>
  `(K\x03${text("|")}NNN${size}J\xff\xff\xff\xff${small(flags)}tb`;

interface Parts {
  readonly body: Buffer;
  readonly front?: string;
  readonly made?: string;
  readonly dtype?: string;
  readonly fields?: string;
}

/** One array as joblib writes it, with whatever lies it shall tell. */
function joblib({ body, front = "\x80\x02", made = `${WRAPPER})\x81`, dtype = state(0), fields = "" }: Parts): Buffer {
  const type = `${text("dtype")}cnumpy\ndtype\n(${text("S1")}\x89\x88tRq\x05${dtype}`;
  const shape = `${text("shape")}${small(body.byteLength)}\x85`;
  return Buffer.concat([bytes(`${front}${made}}(${shape}${type}${fields}ub`), body, bytes(".")]);
}

describe("an array of joblib", () => {
  const body = Buffer.alloc(20, 0xff);

  test("whose type is plain is passed over", () => {
    expect(scan(joblib({ body: Buffer.alloc(30, "c") }))).toMatchObject({ format: "pickle", reason: null });
    expect(statusOf(scan(joblib({ body: bytes("RRocat\ndog\n\x93b.") })))).toBe("safe");
  });

  test("whose bytes run for whoever loads the file without joblib is unsafe", () => {
    expect(statusOf(scan(joblib({ body: EVIL_PICKLE })))).toBe("unsafe");
    // by names that were kept in front of it
    const front = `\x80\x02${text("os")}q\x09${text("system")}q\x0a`;
    expect(statusOf(scan(joblib({ body: bytes("h\x09h\x0a\x93h\x09\x85R0"), front })))).toBe("unsafe");
    expect(statusOf(scan(joblib({ body: bytes("]]\x93)R0") })))).toBe("not_scanned");
  });

  test("of objects is a pickle of its own, whose names are not those that stand in front of it", () => {
    const dtype = `0cnumpy\ndtype\n(${text("O8")}\x89\x88tR${state(63)}`;
    const own = bytes("\x80\x04\x8c\x0bcollections\x94\x8c\x0bOrderedDict\x940h\0h\x01\x93)R.");
    const front = `\x80\x02${text("collections")}q\0${text("missing")}q\x01`;
    expect(statusOf(scan(joblib({ body: own, dtype, front })))).toBe("safe");
    expect(statusOf(scan(joblib({ body: EVIL_PICKLE, dtype })))).toBe("unsafe");
  });

  test("whose plain type is said to hold objects is unsafe", () => {
    expect(statusOf(scan(joblib({ body, dtype: state(1) })))).toBe("unsafe");
    // told of what was kept, and then fetched as if nothing had been said
    expect(statusOf(scan(joblib({ body, dtype: `${state(1)}0h\x05` })))).toBe("unsafe");
  });

  test.each<[string, Partial<Parts>]>([
    ["a size that differs from its name", { dtype: state(0, small(9)) }],
    ["a frame that goes on behind it", { front: "\x80\x04\x95\xff\0\0\0\0\0\0\0" }],
    ["room in front of it that is no number", { fields: `${text("numpy_array_alignment_bytes")}\x88` }],
    ["an attribute that joblib has not", { fields: `${text("safe_get")}cbuiltins\nint\n` }],
    ["an attribute whose name is worked out", { fields: `cbuiltins\nstr\n${text("shape")}\x85RK\x01\x85` }],
    [
      "a wrapper that was made in a roundabout way",
      { made: `ccopyreg\n_reconstructor\n(${WRAPPER}cbuiltins\nobject\nNtR` },
    ],
    ["a wrapper that was called", { made: `${WRAPPER}(NNNNtR` }],
    ["a wrapper that was told before", { made: `${WRAPPER})\x81}b` }],
  ])("with %s is not called safe", (_what, parts) => {
    expect(statusOf(scan(joblib({ body, ...parts })))).toBe("not_scanned");
  });
});

test("a small file may unpack to less than a large one", () => {
  expect(limitsFor(65_000).bytesInflated).toBeLessThan(16 * 1024 ** 2);
  expect(limitsFor(1024 ** 3).bytesInflated).toBe(LIMITS.bytesInflated);
});
