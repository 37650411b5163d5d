import { z } from "zod";

/** Paths within the site: who sends the letter makes addresses of them, so that no `Host` header of a request counts. */
const Link = z.object({ label: z.string(), path: z.string().startsWith("/") });
type Link = z.infer<typeof Link>;

/** What a mail says, before it is written as text and as HTML. */
export const Letter = z.object({
  greeting: z.string(),
  paragraphs: z.array(z.string()),
  /** Things to look at. */
  items: z.array(Link.extend({ note: z.string().default("").describe("What was said, in one line.") })).default([]),
  /** What the reader is asked to do. */
  action: Link.nullable().default(null),
  /** Why somebody gets this. */
  footer: z.string(),
  /** Where mails of this kind are ended without signing in; null where they cannot be. */
  unsubscribePath: z.string().startsWith("/").nullable().default(null),
});
export type Letter = z.infer<typeof Letter>;
type Item = Letter["items"][number];

/** What mail programs take for an address: a name behind a dot, or what stands behind `://`. */
const ADDRESS = /(?<=[\p{L}\p{N}-])\.(?=\p{L}{2})|:(?=\/\/)/gu;

/** Names and titles are written by people: nothing of them becomes a link that the platform seems to send. */
const unlinked = (text: string): string => text.replace(ADDRESS, "[$&]");

export function textOf({ greeting, paragraphs, items, action, footer }: Letter, origin: string): string {
  const blocks = [
    ...[greeting, ...paragraphs].map(unlinked),
    ...(items.length === 0 ? [] : [items.map((item) => lineOf(item, origin)).join("\n")]),
    ...(action === null ? [] : [`${unlinked(action.label)}:\n${origin}${action.path}`]),
    `-- \n${unlinked(footer)}`,
  ];
  return `${blocks.join("\n\n")}\n`;
}

const lineOf = ({ label, path, note }: Item, origin: string): string =>
  [`- ${unlinked(label)}`, ...(note === "" ? [] : [`  ${unlinked(note)}`]), `  ${origin}${path}`].join("\n");

/** Whatever people wrote stands in it as text: no markup of theirs reaches a mailbox. */
export function htmlOf({ greeting, paragraphs, items, action, footer }: Letter, origin: string): string {
  const linkOf = ({ label, path }: Link) => `<a href="${escapeHtml(origin + path)}">${escapeHtml(label)}</a>`;
  const noteOf = ({ note }: Item) => (note === "" ? "" : `<br>${escapeHtml(unlinked(note))}`);
  const blocks = [
    ...[greeting, ...paragraphs].map((text) => `<p>${escapeHtml(unlinked(text))}</p>`),
    ...(items.length === 0
      ? []
      : [`<ul>${items.map((item) => `<li>${linkOf(item)}${noteOf(item)}</li>`).join("")}</ul>`]),
    ...(action === null ? [] : [`<p>${linkOf(action)}</p>`]),
    `<p style="color:#6b7280;font-size:13px">${escapeHtml(unlinked(footer))}</p>`,
  ];
  const style = "font-family:system-ui,sans-serif;font-size:15px;line-height:1.5;max-width:40rem";
  return `<!doctype html><html><body style="${style}">${blocks.join("")}</body></html>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
