import type { FindingKind } from "../../../contract/scan";
import type { Scope } from "../scope";
import { INSTRUCTIONS } from "./instructions";
import { PickleMachine } from "./machine";
import { BrokenPickle, type PickleReader } from "./reader";

const STOP = ".".charCodeAt(0);
const MAX_NESTED = 100;

/**
 * Follows one pickle to its end and tells the scope of everything it would import, call or change. Throws
 * `BrokenPickle` where a reader would fail; what came before has been told, because a reader would have run it.
 */
export function readPickle(reader: PickleReader, scope: Scope, nested = 0): void {
  const machine = new PickleMachine(reader, scope, {
    readNested: () => {
      if (nested >= MAX_NESTED) throw new BrokenPickle("Pickles lie too deep in each other");
      readPickle(reader, scope, nested + 1);
    },
    readPlainly: (array) => probeArray(machine, array),
  });
  follow(machine);
}

function follow(machine: PickleMachine): void {
  for (;;) {
    machine.scope.budget.spend("steps", 1);
    const opcode = machine.reader.byte();
    if (opcode === STOP) return;
    const instruction = INSTRUCTIONS.get(opcode);
    if (!instruction) throw new BrokenPickle("There is no such opcode");
    instruction(machine);
  }
}

const PYTHON_NAME = /^[\w.]+$/;

/**
 * Bytes of an array are more opcodes to whoever loads the file without joblib. Chance makes some of them look like calls,
 * but not like the import of something that has a name. A pickle of objects, read with what was kept before it, gives
 * names that nobody meant.
 */
function probeArray(machine: PickleMachine, { holdsObjects }: { readonly holdsObjects: boolean }): void {
  const { scope } = machine;
  const seen: [FindingKind, string][] = [];
  let calls = 0;
  const probe: Scope = {
    ...scope,
    found: (kind, name = "") => seen.push([kind, name]),
    called: () => {
      calls += 1;
    },
  };
  try {
    follow(machine.copyFor(probe));
  } catch (error) {
    if (!(error instanceof BrokenPickle)) throw error;
  }
  if (calls === 0) return;
  for (const [kind, name] of seen) {
    const isImport = kind === "dangerous_global" || (kind === "unknown_global" && !holdsObjects);
    if (isImport && PYTHON_NAME.test(name)) scope.found(kind, name);
    if (holdsObjects) continue;
    if (kind === "computed_global" || kind === "extension_code") scope.skipped("unsupported");
  }
}
