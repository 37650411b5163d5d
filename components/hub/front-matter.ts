const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n[\s\S]*?\r?\n?---[ \t]*(?:\r?\n|$)/;

/** A Markdown file as it is read: without the YAML that its lists are made from. */
export const withoutFrontMatter = (text: string): string => text.replace(FRONT_MATTER, "");
