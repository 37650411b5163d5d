import type { EvalResult } from "../contract/results";

const MAX_TEXT = 200;
const MAX_ADDRESS = 500;

export type Json = Readonly<Record<string, unknown>>;

/** What was found so far, and what could not be read. */
export interface Reading {
  readonly items: EvalResult[];
  readonly problems: { path: string; message: string }[];
}

/** Tells the author of a card what cannot be read. */
export const tell = ({ problems }: Reading, path: string, message: string): void => {
  problems.push({ path, message });
};

export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const jsonIn = (value: unknown): Json => (isJson(value) ? value : {});

export function textOf(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = String(value).trim();
  return text === "" ? null : text.slice(0, MAX_TEXT);
}

/** Numbers as they are, rounded to what anybody reads; texts such as "12.3 ± 0.4" too. */
export function writtenOf(value: unknown): string | null {
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  if (typeof value === "boolean") return String(value);
  return textOf(value);
}

/** Only addresses that a browser may follow. */
export function sourceOf({ name, url }: Json): EvalResult["source"] {
  const address = typeof url === "string" && url.length <= MAX_ADDRESS && /^https?:\/\//i.test(url) ? url : null;
  const shown = textOf(name) ?? (address === null ? null : (URL.parse(address)?.hostname ?? null));
  return shown === null ? null : { name: shown, url: address };
}
