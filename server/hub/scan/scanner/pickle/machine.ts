import { LIMITS, ScanStopped } from "../budget";
import type { Scope } from "../scope";
import { arrayOf, isForged, isWrapper, mayBeWrapper } from "./arrays";
import { isDangerous, isKnown } from "./known-globals";
import { BrokenPickle, type PickleReader } from "./reader";
import { MARK, type MadeValue, OTHER, putEntries, tupleValue, type Value } from "./value";

const MAX_POPPED = 10_000_000;

/** What else may stand behind a value, and who reads it. */
interface OtherReadings {
  /** A pickle of its own. */
  readonly readNested: () => void;
  /** What follows, by a reader that knows nothing of joblib. */
  readonly readPlainly: (array: { readonly holdsObjects: boolean }) => void;
  /** Whether this is that reader. */
  readonly isPlain?: boolean;
}

/** The machine that a pickle drives, with names in the place of what they stand for: it calls nothing. */
export class PickleMachine {
  private readonly stack: Value[] = [];
  private readonly memo = new Map<number, Value>();
  private frameEnd = 0;

  constructor(
    readonly reader: PickleReader,
    readonly scope: Scope,
    private readonly others: OtherReadings,
  ) {}

  /** The same again, whose reader takes joblib's arrays for what any pickle may hold. */
  copyFor(scope: Scope): PickleMachine {
    const copy = new PickleMachine(this.reader.copy(), scope, { ...this.others, isPlain: true });
    scope.budget.spend("steps", this.stack.length + this.memo.size);
    for (const value of this.stack) copy.stack.push(value);
    for (const [index, value] of this.memo) copy.memo.set(index, value);
    return copy;
  }

  /** Readers in Python itself hold so many bytes at once. */
  startFrame(length: number): void {
    this.frameEnd = this.reader.position + length;
  }

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
    this.push(isNamed ? { kind: "made", by: callable.name, args: args.slice(0, 4), states: [] } : OTHER);
  }

  /** The pickle would set the state of what lies on top: of a class or module that changes it for everybody. */
  build(): void {
    const state = this.pop();
    const target = this.top();
    this.changed(target);
    if (target.kind !== "made" || this.others.isPlain) return;
    if (mayBeWrapper(target)) throw new ScanStopped("unsupported");
    target.states.push(state);
    if (isForged(target)) this.scope.found("changed_global", target.by);
    if (isWrapper(target)) this.skipArray(target);
  }

  fill(pairs: readonly Value[]): void {
    const target = this.top();
    this.changed(target);
    putEntries(target, pairs);
  }

  changed(target: Value): void {
    if (target.kind === "global") this.scope.found("changed_global", target.name);
  }

  /** joblib writes an array's bytes right behind what describes it, and puts the array in its place. */
  private skipArray(wrapper: MadeValue): void {
    const array = arrayOf(wrapper);
    if (array === null || this.frameEnd > this.reader.position) throw new ScanStopped("unsupported");
    this.others.readPlainly(array);
    this.drop();
    this.push(OTHER);
    if (array.holdsObjects) {
      this.others.readNested();
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
