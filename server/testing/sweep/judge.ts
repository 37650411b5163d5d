import type { Answer, Transport } from "./call";
import type { Input } from "./inputs";

/** Traces of our own inside: a stack, a path of this machine, SQL, the driver's or the validator's words. */
const INSIDES =
  /\bat \S+ \(|node_modules|PostgresError|syntax error at|invalid byte sequence|Failed query|ZodError|\/server\/\w+\//;

interface Called {
  readonly transport: Transport;
  readonly answer: Answer;
}

/** What is wrong with an answer whoever asked, in words; `null` when nothing is. */
export function faultOf({ transport, answer: { status, contentType, text } }: Called): string | null {
  if (status >= 500) return `${status} ${text.slice(0, 300)}`;
  if (INSIDES.test(text)) return `shows its insides: ${text.slice(0, 300)}`;
  if (status < 400) return null;
  if (transport === "trpc")
    return /"error":/.test(text) || status === 414 ? null : `no tRPC error: ${text.slice(0, 200)}`;
  if (!contentType.startsWith("application/problem+json")) return `${status} as ${contentType}: ${text.slice(0, 200)}`;
  const problem = JSON.parse(text) as Record<string, unknown>;
  const isWhole =
    problem.status === status && typeof problem.code === "string" && typeof problem.requestId === "string";
  return isWhole ? null : `an incomplete problem: ${text.slice(0, 200)}`;
}

/** Marks of a tenant in an answer, apart from those that the caller sent along and got back. */
export function leakOf(text: string, input: Input, marks: readonly string[]): string | null {
  const sent = textsIn(input).toSorted((a, b) => b.length - a.length);
  const rest = sent.reduce((left, word) => left.replaceAll(word, ""), text);
  return marks.find((mark) => rest.includes(mark)) ?? null;
}

const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return value === "" ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
};
