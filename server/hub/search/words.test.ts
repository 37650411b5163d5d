import { expect, test } from "vitest";
import { documentOf } from "./document";
import { typedWords, wordQuery, wordsOf } from "./words";

test.each([
  ["Qwen2.5-7B-Instruct", ["qwen2", "5", "7b", "instruct"]],
  ["文本生成模型", ["文本", "本生", "生成", "成模", "模型"]],
  ["中文LLM模型 v2", ["中文", "llm", "模型", "v2"]],
  ["好", ["好"]],
  ["ＧＰＴ－２ ﬁne", ["gpt", "2", "fine"]],
  ["été naïve", ["été", "naïve"]],
  ["  \u0000 '; drop table -- ", ["drop", "table"]],
  ["𠮷野家", ["𠮷野", "野家"]],
  ["x".repeat(65), []],
])("%j has the words %j", (text, words) => {
  expect([...wordsOf(text)]).toEqual(words);
});

test("a typed word is looked for at the beginning of words, all its parts together", () => {
  expect(wordQuery("lla")).toBe("'lla':*");
  expect(wordQuery("qwen2.5")).toBe("'qwen2':* & '5':*");
  expect(wordQuery("生成模型")).toBe("'生成':* & '成模':* & '模型':*");
  expect(wordQuery("'&|!:*()")).toBeNull();
  expect(typedWords("  a  b ".repeat(50))).toHaveLength(12);
});

test("a word stands in a document once, where it weighs most, and a long text is cut", () => {
  expect(documentOf([["llama chat"], ["Chat with llama, fast"]])).toBe("'llama':1A 'chat':2A 'with':4B 'fast':6B");
  const many = Array.from({ length: 10_000 }, (_, at) => `word${at}`).join(" ");
  expect(documentOf([[many]]).split(" ")).toHaveLength(6_000);
  expect(documentOf([])).toBe("");
});
