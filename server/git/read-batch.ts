import { createInbox, type Inbox } from "./inbox";
import type { ObjectContents } from "./object-reader";

/** The questions are lines of an object name, a space and anything: the answer repeats it. */
export const BATCH_ARGS = ["cat-file", "--buffer", "--batch=%(objectname) %(objecttype) %(objectsize) %(rest)"];

export interface BatchAnswer extends ObjectContents {
  /** What stood behind the name. */
  readonly rest: Buffer;
}

/** What git answers to `BATCH_ARGS`, as much at once as has arrived. */
export async function* readBatch(chunks: AsyncIterable<Buffer>): AsyncGenerator<BatchAnswer[]> {
  const inbox = createInbox();
  for await (const chunk of chunks) {
    inbox.push(chunk);
    const answers = [...arrivedIn(inbox)];
    if (answers.length > 0) yield answers;
  }
  if (inbox.length > 0) throw new Error("Git stopped in the middle of an object");
}

function* arrivedIn(inbox: Inbox): Generator<BatchAnswer> {
  for (let next = takeAnswer(inbox); next; next = takeAnswer(inbox)) yield next;
}

const HEADER = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+) /;

function takeAnswer(inbox: Inbox): BatchAnswer | null {
  const line = inbox.peekLine();
  if (line === null) return null;
  const [start = "", oid, type, digits] = HEADER.exec(line.toString("latin1")) ?? [];
  if (!oid) throw new Error(`Git cannot read an object: ${line.toString("latin1", 0, 80)}`);
  const size = Number(digits);
  const from = line.byteLength + 1;
  if (inbox.length < from + size + 1) return null;
  const whole = inbox.take(from + size + 1);
  return {
    ...{ oid, type: type as ObjectContents["type"], size },
    bytes: whole.subarray(from, -1),
    rest: whole.subarray(start.length, from - 1),
  };
}
