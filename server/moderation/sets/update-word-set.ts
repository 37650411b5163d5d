import { defineCommand } from "@/server/kernel";
import { UpdateWordSetInput, WordSet } from "../contract";
import { changeWords } from "./change-words";

export const updateWordSet = defineCommand({
  name: "moderation.updateWordSet",
  summary: "Rename a set of words, or look for its words no more",
  http: { method: "PATCH", path: "/admin/word-sets/{id}" },
  input: UpdateWordSetInput,
  output: WordSet,
  run: (ctx, { id, name, isEnabled }) => {
    const fields = { ...(name !== undefined && { name }), ...(isEnabled !== undefined && { isEnabled }) };
    return changeWords(ctx, id, { action: "updated", fields, details: fields });
  },
});
