import { authorizePlatform } from "@/server/access";
import { type Ctx, defineStream } from "@/server/kernel";
import { ImportWordsInput } from "../contract";
import { getSet, saveWords } from "../store/words";
import { changeWords } from "./change-words";
import { readWordList } from "./word-list";

const SLICE = 2_000;

export const importWords = defineStream({
  name: "moderation.importWords",
  summary: "Add the words of a list to a set: one a line, or CSV (word, category, level, match, lang)",
  http: { method: "PUT", path: "/admin/word-sets/{id}/import" },
  input: ImportWordsInput,
  consumes: "text/plain, text/csv",
  produces: "application/json",
  async run(ctx: Ctx, { id, category }, { body, contentType }) {
    await authorizePlatform(ctx, "platform.moderation");
    await getSet(ctx.db, id);
    const isCsv = contentType?.startsWith("text/csv") ?? false;
    const words = await readWordList(body, { category, isCsv });
    const set = await changeWords(ctx, id, {
      action: "imported",
      details: { words: words.length },
      async write(ctx) {
        for (let from = 0; from < words.length; from += SLICE) {
          await saveWords(ctx, id, words.slice(from, from + SLICE));
        }
      },
    });
    return { contentType: "application/json", body: answerOf(JSON.stringify({ ...set, read: words.length })) };
  },
});

async function* answerOf(text: string) {
  yield text;
}
