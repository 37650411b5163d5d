import type { Readable } from "node:stream";
import { nameOrNull } from "./object-name";

export interface PushQuestion {
  /** Makes git see the objects in quarantine. */
  readonly env: Readonly<Record<string, string>>;
  readonly moves: readonly { readonly ref: string; readonly before: string | null; readonly after: string | null }[];
}

const MAX_QUESTION_BYTES = 4 * 1_024 * 1_024;

/** What the hook sends: two lines of environment, a line for each ref, and the word `end`. `null`: nothing was asked. */
export async function readPushQuestion(question: Readable): Promise<PushQuestion | null> {
  let text = "";
  for await (const chunk of question.setEncoding("utf8")) {
    text += chunk as string;
    if (text.endsWith("\nend\n")) return parseQuestion(text);
    if (text.length > MAX_QUESTION_BYTES) return null;
  }
  return null;
}

function parseQuestion(text: string): PushQuestion {
  const [objects = "", alternates = "", ...lines] = text.split("\n").slice(0, -2);
  return {
    env: { GIT_OBJECT_DIRECTORY: objects, GIT_ALTERNATE_OBJECT_DIRECTORIES: alternates, GIT_QUARANTINE_PATH: objects },
    moves: lines.map((line) => {
      const [before = "", after = "", ...ref] = line.split(" ");
      return { before: nameOrNull(before), after: nameOrNull(after), ref: ref.join(" ") };
    }),
  };
}
