import { LIMITS, ScanStopped } from "../budget";
import type { Scope } from "../scope";
import { isDangerous, isKnown } from "./known-globals";
import { BrokenPickle, type PickleReader } from "./reader";
import { MARK, OTHER, putEntries, tupleValue, type Value } from "./value";

const MAX_POPPED = 10_000_000;

/** The machine that a pickle drives, with names in the place of what they stand for: it calls nothing. */
export class PickleMachine {
  private readonly stack: Value[] = [];
  private readonly memo = new Map<number, Value>();

  constructor(
    readonly reader: PickleReader,
    readonly scope: Scope,
    private readonly readNested: () => void,
  ) {}

  push(value: Value): void {
    if (this.stack.length >= LIMITS.values) throw new ScanStopped("too_large");
    this.stack.push(value);
  }

  pop(): Value {
    const value = this.stack.pop();
    if (!value || value === MARK) throw new BrokenPickle("Nothing is left on the stack");
    return value;
  }

  /** Takes the top away, whether it is a value or a mark. */
  drop(): void {
    if (!this.stack.pop()) throw new BrokenPickle("Nothing is left on the stack");
  }

  popToMark(): Value[] {
    const at = this.stack.lastIndexOf(MARK);
    if (at < 0 || this.stack.length - at > MAX_POPPED) throw new BrokenPickle("There is no mark");
    const values = this.stack.splice(at);
    values.shift();
    return values;
  }

  top(): Value {
    const value = this.stack.at(-1);
    if (!value || value === MARK) throw new BrokenPickle("Nothing is left on the stack");
    return value;
  }

  keep(index = this.memo.size): void {
    if (this.memo.size >= LIMITS.values) throw new ScanStopped("too_large");
    this.memo.set(index, this.top());
  }

  recall(index: number): void {
    const value = this.memo.get(index);
    if (!value) throw new BrokenPickle("Nothing was remembered there");
    this.push(value);
  }

  tuple(size: number): void {
    const items = Array.from({ length: size }, () => this.pop()).reverse();
    this.push(tupleValue(items));
  }

  /** The pickle names something that its reader would import. */
  global(module: string, name: string): void {
    const full = `${module}.${name}`;
    this.scope.found(verdictOn(module, name, this.scope), full);
    this.push({ kind: "global", name: full });
  }

  /** The same, by two values: what is no plain text was made to hide it. */
  globalOf(module: Value, name: Value): void {
    if (module.kind === "text" && name.kind === "text") {
      this.global(module.text, name.text);
      return;
    }
    this.scope.found("computed_global");
    this.push(OTHER);
  }

  /** A global that only its reader's table of extensions can tell. */
  extension(code: number): void {
    this.scope.found("extension_code", String(code));
    this.push(OTHER);
  }

  /** The pickle would call this. Only what was named can be judged. */
  call(callable: Value, args: readonly Value[]): void {
    this.scope.called?.();
    const isNamed = callable.kind === "global";
    if (!isNamed) this.scope.found("call_of_value");
    this.push(isNamed ? { kind: "made", by: callable.name, args: args.slice(0, 4) } : OTHER);
  }

  /** The pickle would set the state of what lies on top: of a class or module that changes it for everybody. */
  build(): void {
    const state = this.pop();
    const target = this.top();
    this.changed(target);
    if (target.kind === "made" && WRAPPERS.has(target.by)) this.skipArray(state);
    if (target.kind === "made" && state.kind === "tuple" && target.by === "numpy.dtype") {
      this.drop();
      this.push({ ...target, args: [...target.args.slice(0, 1), state] });
    }
  }

  fill(pairs: readonly Value[]): void {
    const target = this.top();
    this.changed(target);
    putEntries(target, pairs);
  }

  changed(target: Value): void {
    if (target.kind === "global") this.scope.found("changed_global", target.name);
  }

  /** joblib writes an array's bytes right behind what describes it. */
  private skipArray(state: Value): void {
    const array = state.kind === "dict" ? arrayOf(state.entries) : null;
    if (array === null) throw new ScanStopped("unsupported");
    if (array.holdsObjects) {
      this.readNested();
      return;
    }
    if (array.isPadded) this.reader.skip(this.reader.byte());
    this.reader.skip(array.bytes);
  }
}

function verdictOn(module: string, name: string, scope: Scope) {
  if (isKnown(module, name)) return "known_global";
  if (scope.isTorchScript && /^__torch__(\.\w+)*$/.test(module) && /^\w+$/.test(name)) return "known_global";
  return isDangerous(module) ? "dangerous_global" : "unknown_global";
}

const WRAPPERS: ReadonlySet<string> = new Set([
  "joblib.numpy_pickle.NumpyArrayWrapper",
  "sklearn.externals.joblib.numpy_pickle.NumpyArrayWrapper",
]);

/** Only arrays whose size can be told for certain: what follows would be read at a wrong place otherwise. */
function arrayOf(state: ReadonlyMap<string, Value>) {
  const [shape, dtype] = [state.get("shape"), state.get("dtype")];
  if (shape?.kind !== "tuple" || dtype?.kind !== "made" || dtype.by !== "numpy.dtype") return null;
  const [name] = dtype.args;
  const [, kind = "", width = ""] = (name?.kind === "text" && /^([OSUbiufcmM])(\d{1,9})$/.exec(name.text)) || [];
  if (kind === "") return null;
  const sizes = shape.items.map((item) => (item.kind === "number" && item.value >= 0 ? item.value : Number.NaN));
  const bytes = sizes.reduce((product, size) => product * size, Number(width) * (kind === "U" ? 4 : 1));
  if (!Number.isSafeInteger(bytes)) return null;
  const alignment = state.get("numpy_array_alignment_bytes");
  return { holdsObjects: kind === "O", bytes, isPadded: alignment?.kind === "number" };
}
