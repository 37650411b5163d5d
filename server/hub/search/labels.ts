import { tasks as english } from "@/messages/en.json";
import { tasks as chinese } from "@/messages/zh-CN.json";
import type { TagRule } from "../contract/tag-rule";
import { aliasesOf, sameAs, wordOf } from "../tags/aliases";
import { typedWords, wordsOf } from "./words";

/** Words of filters that a typed text is called by, under that text: a task by its name in Chinese, for instance. */
export type Labelled = ReadonlyMap<string, readonly string[]>;

interface Label {
  /** In lower case. */
  readonly text: string;
  readonly word: string;
}

type Task = keyof typeof english;
const isTask = (id: string): id is Task => Object.hasOwn(english, id);

/** What these tasks are called; what is no task that we know is left out. */
export const namesOfTasks = (ids: readonly string[]) =>
  [...new Set(ids)].filter(isTask).map((id) => ({ id, en: english[id], zh: chinese[id] }));

/** A name that is only the identifier with spaces is found by its words anyhow. */
const TASKS: readonly Label[] = [english, chinese].flatMap((names) =>
  Object.entries(names)
    .filter(([id, name]) => [...wordsOf(name)].join(" ") !== [...wordsOf(id)].join(" "))
    .map(([id, name]) => ({ text: name.toLowerCase(), word: wordOf("task", id) })),
);

/** Shorter beginnings stand for too many labels: of letters, and of a script without spaces. */
const MIN_LETTERS = 4;
const MIN_CHARACTERS = 2;

/**
 * What is meant where the whole text, or one of its words, is or begins a label of a task, or one that administrators
 * gave to a tag, in any language.
 */
export function labelledBy(query: string, rules: readonly TagRule[]): Labelled {
  const labels = [...TASKS, ...rules.flatMap(labelsOf)];
  const aliases = aliasesOf(rules);
  const found = new Map<string, readonly string[]>();
  const words = typedWords(query);
  for (const typed of [words.join(" "), ...words]) {
    const meant = labels.filter(({ text }) => isMeant(text, typed.toLowerCase()));
    if (meant.length > 0) found.set(typed, [...new Set(meant.flatMap(({ word }) => sameAs(aliases, word)))]);
  }
  return found;
}

const labelsOf = ({ facet, tag, labelEn, labelZh }: TagRule): readonly Label[] =>
  [labelEn, labelZh].flatMap((label) =>
    label === null ? [] : [{ text: label.toLowerCase(), word: wordOf(facet, tag) }],
  );

function isMeant(label: string, typed: string): boolean {
  if (label === typed) return true;
  return typed.length >= (/^[\p{ASCII}]*$/u.test(typed) ? MIN_LETTERS : MIN_CHARACTERS) && label.startsWith(typed);
}
