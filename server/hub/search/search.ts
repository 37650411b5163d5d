import { defineQuery } from "@/server/kernel";
import { kindOf, REPO_KINDS, SearchInput, SearchResult } from "../contract/repo";
import { showRepos } from "../repositories/show-repos";
import { listTagRules } from "../tags/store/tag-rules";
import { labelledBy, namesOfTasks } from "./labels";
import { resemblingRepoRows, searchRepoRows } from "./store/list-repos";
import { typedWords } from "./words";

/** Shorter words resemble too much. */
const MIN_RESEMBLING = 4;

export const search = defineQuery({
  name: "hub.search",
  summary: "Find repositories of every kind by name, description, card, tags and files, also with a typing mistake",
  http: { method: "GET", path: "/search/repositories" },
  input: SearchInput,
  output: SearchResult,
  async run(ctx, { query, shelf, limit }) {
    const kinds = shelf === undefined ? REPO_KINDS : [kindOf(shelf)];
    const labelled = labelledBy(query, await listTagRules(ctx.db));
    const found = await searchRepoRows(ctx, { kinds, words: typedWords(query), labelled, limit });
    const left = limit - found.length;
    const isMistyped = found.length === 0 && query.trim().length >= MIN_RESEMBLING;
    const similar = isMistyped ? await resemblingRepoRows(ctx, { kinds, text: query.trim(), limit: left }) : [];
    const items = await showRepos(ctx, [...found, ...similar]);
    return { items, tasks: namesOfTasks(items.flatMap(({ task }) => task ?? [])) };
  },
});
