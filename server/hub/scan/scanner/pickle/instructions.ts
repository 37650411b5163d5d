import { ScanStopped } from "../budget";
import type { PickleMachine } from "./machine";
import { BrokenPickle } from "./reader";
import { quotedText, rawUnicodeText } from "./texts";
import { MARK, NONE, OTHER, textValue, tupleValue } from "./value";

type Instruction = (machine: PickleMachine) => void;

const other: Instruction = (m) => m.push(OTHER);
const line: Instruction = (m) => {
  m.reader.line();
  m.push(OTHER);
};
const integer =
  (read: (bytes: Buffer) => number, length: number): Instruction =>
  (m) =>
    m.push({ kind: "number", value: read(m.reader.take(length)) });
const skipped =
  (length: 1 | 4 | 8): Instruction =>
  (m) => {
    m.reader.skip(m.reader.length(length));
    m.push(OTHER);
  };
const text =
  (length: 1 | 4 | 8): Instruction =>
  (m) =>
    m.push(textValue(m.reader.text(m.reader.length(length))));
const remember =
  (length: 1 | 4): Instruction =>
  (m) =>
    m.keep(m.reader.length(length));
const recall =
  (length: 1 | 4): Instruction =>
  (m) =>
    m.recall(m.reader.length(length));
const extension =
  (length: 1 | 2 | 4): Instruction =>
  (m) =>
    m.extension(m.reader.take(length).readUIntLE(0, length));
const tuple =
  (size: number): Instruction =>
  (m) =>
    m.tuple(size);
/** As Python reads it: up to a NUL, with signs and single underscores. */
const INDEX = /^\s*[+-]?\d+(?:_\d+)*\s*$/;
const lineIndex = (m: PickleMachine): number => {
  const [digits = ""] = m.reader.line().toString("latin1").split("\0", 1);
  if (!INDEX.test(digits)) throw new BrokenPickle("That is no index");
  const index = Number(digits.replaceAll("_", ""));
  if (!Number.isSafeInteger(index)) throw new ScanStopped("unsupported");
  return index;
};
/** Only what every reader takes for the same number. */
const NUMBER = /^-?(?:0|[1-9]\d*)L?$/;
const lineNumber: Instruction = (m) => {
  const digits = m.reader.line().toString("latin1");
  m.push(NUMBER.test(digits) ? { kind: "number", value: Number(digits.replace("L", "")) } : OTHER);
};
const dict = () => ({ kind: "dict", entries: new Map() }) as const;

/** Calls the first value with the ones above it. */
const callTop =
  (argumentCount: number): Instruction =>
  (m) => {
    const args = Array.from({ length: argumentCount }, () => m.pop()).reverse();
    const [first] = args;
    m.call(m.pop(), first?.kind === "tuple" ? first.items : [OTHER]);
  };

const named: Instruction = (m) => m.global(m.reader.line().toString("utf8"), m.reader.line().toString("utf8"));

/** What every opcode does, by its letter. Python, Lib/pickletools.py; protocols 0 to 5. `STOP` ends a pickle and is not here. */
const BY_NAME: Readonly<Record<string, Instruction>> = {
  // numbers and constants
  I: lineNumber,
  L: lineNumber,
  J: integer((bytes) => bytes.readInt32LE(0), 4),
  K: integer((bytes) => bytes.readUInt8(0), 1),
  M: integer((bytes) => bytes.readUInt16LE(0), 2),
  "\x8a": (m) => {
    const bytes = m.reader.take(m.reader.byte());
    const value = bytes.byteLength > 0 && bytes.byteLength <= 6 ? bytes.readIntLE(0, bytes.byteLength) : null;
    m.push(value === null ? OTHER : { kind: "number", value });
  },
  "\x8b": skipped(4),
  F: line,
  G: (m) => {
    m.reader.skip(8);
    m.push(OTHER);
  },
  N: (m) => m.push(NONE),
  "\x88": other,
  "\x89": other,
  // texts and bytes
  S: (m) => m.push(textValue(quotedText(m.reader.line().toString("latin1")))),
  V: (m) => m.push(textValue(rawUnicodeText(m.reader.line().toString("latin1")))),
  T: text(4),
  U: text(1),
  X: text(4),
  "\x8c": text(1),
  "\x8d": text(8),
  B: skipped(4),
  C: skipped(1),
  "\x8e": skipped(8),
  "\x96": skipped(8),
  "\x97": other,
  "\x98": () => {},
  // containers
  "(": (m) => m.push(MARK),
  "]": other,
  ")": (m) => m.push(tupleValue([])),
  "}": (m) => m.push(dict()),
  "\x8f": other,
  l: (m) => {
    m.popToMark();
    m.push(OTHER);
  },
  d: (m) => {
    const pairs = m.popToMark();
    m.push(dict());
    m.fill(pairs);
  },
  t: (m) => m.push(tupleValue(m.popToMark())),
  "\x85": tuple(1),
  "\x86": tuple(2),
  "\x87": tuple(3),
  "\x91": (m) => {
    m.popToMark();
    m.push(OTHER);
  },
  a: (m) => {
    m.pop();
    m.changed(m.top());
  },
  e: (m) => {
    m.popToMark();
    m.changed(m.top());
  },
  "\x90": (m) => {
    m.popToMark();
    m.changed(m.top());
  },
  s: (m) => {
    const value = m.pop();
    m.fill([m.pop(), value]);
  },
  u: (m) => m.fill(m.popToMark()),
  // the stack and the memo
  "0": (m) => m.drop(),
  "1": (m) => {
    m.popToMark();
  },
  "2": (m) => m.push(m.top()),
  p: (m) => m.keep(lineIndex(m)),
  q: remember(1),
  r: remember(4),
  "\x94": (m) => m.keep(),
  g: (m) => m.recall(lineIndex(m)),
  h: recall(1),
  j: recall(4),
  // what is imported, called and changed
  c: named,
  "\x93": (m) => {
    const name = m.pop();
    m.globalOf(m.pop(), name);
  },
  i: (m) => {
    const args = m.popToMark();
    named(m);
    m.call(m.pop(), args);
  },
  o: (m) => {
    const [callable = OTHER, ...args] = m.popToMark();
    m.call(callable, args);
  },
  R: callTop(1),
  "\x81": callTop(1),
  "\x92": callTop(2),
  b: (m) => m.build(),
  "\x82": extension(1),
  "\x83": extension(2),
  "\x84": extension(4),
  P: line,
  Q: (m) => {
    m.pop();
    m.push(OTHER);
  },
  // the frame of it all
  "\x80": (m) => {
    if (m.reader.byte() > 5) throw new BrokenPickle("No protocol has that number");
  },
  "\x95": (m) => {
    m.startFrame(m.reader.length(8));
  },
};

/** By the byte of the opcode. */
export const INSTRUCTIONS: ReadonlyMap<number, Instruction> = new Map(
  Object.entries(BY_NAME).map(([letter, instruction]) => [letter.charCodeAt(0), instruction]),
);
