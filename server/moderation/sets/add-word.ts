import { DomainError, defineCommand } from "@/server/kernel";
import { foldWord, usualMatch } from "../automaton/fold";
import { AddWordInput, WordSet } from "../contract";
import { saveWords } from "../store/words";
import { changeWords } from "./change-words";

export const addWord = defineCommand({
  name: "moderation.addWord",
  summary: "Add a word to a set; one that is there takes the new category",
  http: { method: "POST", path: "/admin/word-sets/{id}/words", status: 201 },
  input: AddWordInput,
  output: WordSet,
  async run(ctx, { id, word, category, match = usualMatch(word) }) {
    const folded = foldWord(word);
    if (folded === "") throw new DomainError("invalid", "A word needs letters or digits");
    return changeWords(ctx, id, {
      action: "wordAdded",
      details: { category },
      write: (ctx) => saveWords(ctx, id, [{ word, folded, category, match }]),
    });
  },
});
