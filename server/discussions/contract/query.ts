/** What a list of discussions is asked for, in words as people type them: `is:open author:mei label:"good first issue" crash`. */
export const SORTS = ["newest", "oldest", "commented", "updated"] as const;
export type Sort = (typeof SORTS)[number];

export const REVIEW_STATES = ["approved", "changes_requested", "none"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export interface DiscussionQuery {
  readonly type: "all" | "issue" | "pull";
  readonly status: "all" | "open" | "closed" | "merged" | "draft";
  readonly author: string | undefined;
  /** `null`: nobody. */
  readonly assignee: string | null | undefined;
  readonly labels: readonly string[];
  readonly isUnlabelled: boolean;
  readonly review: ReviewState | undefined;
  readonly sort: Sort;
  /** A part of the title. */
  readonly words: string;
}

/** Why a query says nothing that can be looked for. */
export type QueryProblem =
  | { readonly kind: "unknown_word"; readonly text: string }
  | { readonly kind: "unknown_value"; readonly text: string; readonly known: readonly string[] }
  | { readonly kind: "twice"; readonly text: string }
  | { readonly kind: "too_many"; readonly text: string };

export const MAX_QUERY = 500;
const MAX_LABELS = 10;

export const EVERYTHING: DiscussionQuery = {
  type: "all",
  status: "all",
  author: undefined,
  assignee: undefined,
  labels: [],
  isUnlabelled: false,
  review: undefined,
  sort: "newest",
  words: "",
};

/** What each word fills in; two that fill in the same contradict each other. */
const STATES: Readonly<Record<string, Partial<DiscussionQuery>>> = {
  "is:open": { status: "open" },
  "is:closed": { status: "closed" },
  "is:merged": { status: "merged" },
  "is:draft": { status: "draft" },
  "is:issue": { type: "issue" },
  "is:pr": { type: "pull" },
  "no:assignee": { assignee: null },
  "no:label": { isUnlabelled: true },
  "no:review": { review: "none" },
};
const LISTS: Readonly<Record<string, readonly string[]>> = { sort: SORTS, review: REVIEW_STATES };
const NAMES = ["author", "assignee"];
const KEYS = ["is", "no", "author", "assignee", "label", "review", "sort"];

interface Token {
  readonly text: string;
  /** Empty for a word that is looked for as it is. */
  readonly key: string;
  readonly value: string;
}

const TOKEN = /(?:([A-Za-z]+):)?(?:"([^"]*)"?|(\S+))/g;

function tokensOf(text: string): Token[] {
  return [...text.slice(0, MAX_QUERY).matchAll(TOKEN)].map((match) => {
    const value = match[2] ?? match[3] ?? "";
    // An address is a word like others.
    const isWord = match[1] === undefined || value.startsWith("//");
    return { text: match[0], key: isWord ? "" : (match[1] ?? "").toLowerCase(), value };
  });
}

/** Reads what somebody typed; problems are told in the order in which they stand. */
export function readQuery(text: string): {
  readonly query: DiscussionQuery;
  readonly problems: readonly QueryProblem[];
} {
  const problems: QueryProblem[] = [];
  const said: Partial<DiscussionQuery>[] = [];
  const [labels, words]: [string[], string[]] = [[], []];
  for (const token of tokensOf(text)) {
    if (token.key === "") words.push(token.text.replaceAll('"', ""));
    else if (token.key === "label" && token.value !== "") labels.push(token.value);
    else {
      const meant = meaningOf(token);
      if ("kind" in meant) problems.push(meant);
      else if (said.some((other) => Object.keys(meant).some((field) => field in other))) {
        problems.push({ kind: "twice", text: token.text });
      } else said.push(meant);
    }
  }
  if (labels.length > MAX_LABELS) problems.push({ kind: "too_many", text: `label:${labels[MAX_LABELS]}` });
  return { query: Object.assign({ ...EVERYTHING, labels, words: words.join(" ") }, ...said), problems };
}

function meaningOf({ text, key, value }: Token): Partial<DiscussionQuery> | QueryProblem {
  const known = LISTS[key];
  if (known?.includes(value)) return { [key]: value };
  if (known) return { kind: "unknown_value", text, known };
  if (NAMES.includes(key) && value !== "") return { [key]: value };
  const state = STATES[`${key}:${value.toLowerCase()}`];
  if (state) return state;
  const others = Object.keys(STATES).filter((one) => one.startsWith(`${key}:`));
  if (others.length > 0) return { kind: "unknown_value", text, known: others.map((one) => one.slice(key.length + 1)) };
  return KEYS.includes(key) ? { kind: "unknown_value", text, known: [] } : { kind: "unknown_word", text };
}

const fieldsOf = (token: Token): readonly string[] => {
  const meant = meaningOf(token);
  return "kind" in meant ? [token.key] : Object.keys(meant);
};

/** The text with this word in place of those that say the same thing; a word that stood there is taken away. */
export function withWord(text: string, word: string): string {
  const tokens = tokensOf(text);
  const [wanted] = tokensOf(word);
  if (!wanted) return text.trim();
  const isThere = tokens.some((token) => token.text === word);
  const fields = fieldsOf(wanted);
  const rest = tokens.filter((token) =>
    wanted.key === "label" || token.key === "label" || token.key === ""
      ? token.text !== word
      : !fieldsOf(token).some((field) => fields.includes(field)),
  );
  return [...rest.map((token) => token.text), ...(isThere ? [] : [word])].join(" ");
}

/** Such as `label:bug`, in quotes where it needs them. */
export const wordOf = (key: string, value: string): string =>
  /^[^\s"]+$/.test(value) ? `${key}:${value}` : `${key}:"${value.replaceAll('"', "")}"`;

/** What is wrong, in a sentence for programs and people. */
export function tellProblem(problem: QueryProblem): string {
  switch (problem.kind) {
    case "unknown_word":
      return `There is no filter ${problem.text}: use ${KEYS.map((key) => `${key}:`).join(", ")}, or put it in quotes to look for it`;
    case "unknown_value":
      return problem.known.length === 0
        ? `${problem.text} needs a value`
        : `${problem.text} is none of ${problem.known.join(", ")}`;
    case "twice":
      return `${problem.text} contradicts what stands before it`;
    case "too_many":
      return `At most ${MAX_LABELS} labels are looked for at once`;
  }
}
