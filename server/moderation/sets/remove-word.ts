import { defineCommand } from "@/server/kernel";
import { RemoveWordInput, WordSet } from "../contract";
import { deleteWord } from "../store/words";
import { changeWords } from "./change-words";

export const removeWord = defineCommand({
  name: "moderation.removeWord",
  summary: "Remove a word from a set",
  http: { method: "DELETE", path: "/admin/word-sets/{id}/words/{wordId}" },
  input: RemoveWordInput,
  output: WordSet,
  run: (ctx, { id, wordId }) =>
    changeWords(ctx, id, { action: "wordRemoved", write: (ctx) => deleteWord(ctx.db, id, wordId) }),
});
