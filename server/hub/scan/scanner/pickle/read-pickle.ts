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
  const machine = new PickleMachine(reader, scope, () => {
    if (nested >= MAX_NESTED) throw new BrokenPickle("Pickles lie too deep in each other");
    readPickle(reader, scope, nested + 1);
  });
  for (;;) {
    scope.budget.spend("steps", 1);
    const opcode = reader.byte();
    if (opcode === STOP) return;
    const instruction = INSTRUCTIONS.get(opcode);
    if (!instruction) throw new BrokenPickle("There is no such opcode");
    instruction(machine);
  }
}
