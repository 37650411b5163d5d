import { useState } from "react";
import { useAbort } from "@/components/hooks/use-abort";
import type { ChatBody, Message } from "@/components/patterns/call-snippets";
import { ChatError, chat } from "./chat-stream";

/** What is known of how an answer was made. */
export interface Figures {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** Until the first word; `null` when there was none. */
  readonly firstTokenMs: number | null;
  /** From the first word to the last. */
  readonly writingMs: number;
}

export interface Turn {
  readonly id: number;
  readonly role: "user" | "assistant";
  readonly text: string;
  readonly state: "streaming" | "complete" | "cut" | "stopped" | "failed";
  readonly model: string;
  readonly figures: Figures | null;
  readonly problem: ChatError | null;
}

/** Makes the call that continues what was said. */
export type BodyOf = (said: readonly Message[]) => ChatBody;

/** A conversation that lives on this page: nothing of it is kept on the server but its cost. */
export function useChat() {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const abort = useAbort();

  const ask = async (history: readonly Turn[], bodyOf: BodyOf) => {
    const body = bodyOf(saidIn(history));
    const id = nextId(history);
    const blank: Turn = { ...said({ id, role: "assistant", text: "" }), state: "streaming", model: body.model };
    setTurns([...history, blank]);
    for await (const turn of answers(blank, body, abort.start())) {
      setTurns((now) => now.map((one) => (one.id === id && one.state === "streaming" ? turn : one)));
    }
  };

  return {
    turns,
    isStreaming: turns.at(-1)?.state === "streaming",
    send: (text: string, bodyOf: BodyOf) =>
      void ask([...turns, said({ id: nextId(turns), role: "user", text })], bodyOf),
    /** Answers the last message again. */
    regenerate: (bodyOf: BodyOf) => void ask(turns.slice(0, turns.findLastIndex(isUser) + 1), bodyOf),
    /** Takes a message back, and everything after it. */
    takeBack: (id: number) =>
      setTurns(
        turns.slice(
          0,
          turns.findIndex((turn) => turn.id === id),
        ),
      ),
    stop: abort.stop,
    clear() {
      abort.stop();
      setTurns([]);
    },
  };
}

const isUser = ({ role }: Turn) => role === "user";
const nextId = (turns: readonly Turn[]) => (turns.at(-1)?.id ?? 0) + 1;
const said = ({ id, role, text }: Pick<Turn, "id" | "role" | "text">): Turn => ({
  ...{ id, role, text, state: "complete", model: "", figures: null, problem: null },
});

/** What was said so far, without answers that never came. */
export const saidIn = (turns: readonly Turn[]): Message[] =>
  turns.filter(({ text }) => text !== "").map(({ role, text }) => ({ role, content: text }));

/** The answer as it grows; the last one tells how it ended. */
async function* answers(blank: Turn, body: ChatBody, signal: AbortSignal): AsyncGenerator<Turn> {
  const startedAt = performance.now();
  let turn = blank;
  let firstAt: number | null = null;
  let lastAt = startedAt;
  let usage: { inputTokens: number; outputTokens: number } | undefined;
  let isCut = false;
  const figures = (): Figures => ({
    inputTokens: usage?.inputTokens ?? null,
    outputTokens: usage?.outputTokens ?? null,
    firstTokenMs: firstAt === null ? null : firstAt - startedAt,
    writingMs: lastAt - (firstAt ?? lastAt),
  });
  try {
    for await (const event of chat(body, signal)) {
      usage = event.usage ?? usage;
      isCut ||= event.finishReason === "length";
      if (!event.text) continue;
      lastAt = performance.now();
      firstAt ??= lastAt;
      turn = { ...turn, text: turn.text + event.text };
      yield turn;
    }
    yield { ...turn, state: isCut ? "cut" : "complete", figures: figures() };
  } catch (error) {
    if (signal.aborted) yield { ...turn, state: "stopped", figures: figures() };
    else yield { ...turn, state: "failed", problem: problemOf(error), figures: figures() };
  }
}

const problemOf = (error: unknown): ChatError =>
  error instanceof ChatError ? error : new ChatError("unreachable", String(error));
