import type { ChildProcess } from "node:child_process";
import { createInbox, type Inbox } from "./inbox";

export interface ObjectInfo {
  readonly oid: string;
  readonly type: "blob" | "tree" | "commit" | "tag";
  /** Bytes of the object. */
  readonly size: number;
}
export interface ObjectContents extends ObjectInfo {
  readonly bytes: Buffer;
}

/** Arguments of the process that `createObjectReader` talks to. */
export const READER_ARGS = ["cat-file", "--batch-command", "--buffer"] as const;

/** Answers in the order of the questions, over one process; questions of one moment travel together. */
export interface ObjectReader {
  /** What an object name stands for, such as `<commit>:<path>`; `null` when there is none. */
  info(name: string): Promise<ObjectInfo | null>;
  /** The whole object: ask for its size first. */
  contents(name: string): Promise<ObjectContents | null>;
  readonly waiting: number;
  close(): void;
}

interface Question {
  readonly wantsBytes: boolean;
  readonly answer: (found: ObjectContents | null) => void;
  readonly fail: (error: Error) => void;
}

const HEADER = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+)$/;

export function createObjectReader(child: ChildProcess, onEnd: () => void): ObjectReader {
  const questions: Question[] = [];
  const inbox = createInbox();
  let outbox: string[] = [];

  let isOpen = true;

  const send = () => {
    if (outbox.length === 0) return;
    child.stdin?.write(`${outbox.join("")}flush\n`);
    outbox = [];
  };
  const end = () => {
    isOpen = false;
    for (const question of questions.splice(0)) question.fail(new Error("git cat-file ended"));
    onEnd();
  };
  child.once("error", end);
  child.once("close", end);
  child.stdin?.on("error", () => undefined);
  child.stderr?.resume();
  child.stdout?.on("data", (chunk: Buffer) => {
    inbox.push(chunk);
    while (questions[0]) {
      const found = readAnswer(inbox, questions[0].wantsBytes);
      if (found === "incomplete") return;
      questions.shift()?.answer(found);
    }
  });

  const ask = (verb: "info" | "contents", name: string) =>
    new Promise<ObjectContents | null>((answer, fail) => {
      if (/[\n\0]/.test(name)) return answer(null);
      if (!isOpen) return fail(new Error("git cat-file has ended"));
      questions.push({ wantsBytes: verb === "contents", answer, fail });
      if (outbox.length === 0) setImmediate(send);
      outbox.push(`${verb} ${name}\n`);
    });

  return {
    info: (name) => ask("info", name),
    contents: (name) => ask("contents", name),
    get waiting() {
      return questions.length;
    },
    close() {
      isOpen = false;
      send();
      child.stdin?.end();
    },
  };
}

function readAnswer(inbox: Inbox, wantsBytes: boolean): ObjectContents | null | "incomplete" {
  const line = inbox.peekLine();
  if (line === null) return "incomplete";
  const [, oid, type, digits] = HEADER.exec(line.toString("latin1")) ?? [];
  if (!oid || !type) {
    inbox.take(line.byteLength + 1);
    return null;
  }
  const size = Number(digits);
  const found = { oid, type: type as ObjectInfo["type"], size };
  const length = line.byteLength + 1 + (wantsBytes ? size + 1 : 0);
  if (inbox.length < length) return "incomplete";
  const whole = inbox.take(length);
  return { ...found, bytes: wantsBytes ? Buffer.from(whole.subarray(line.byteLength + 1, -1)) : Buffer.alloc(0) };
}
