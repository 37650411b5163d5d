import { expect, test } from "vitest";
import { factsOf, taskName } from "@/components/patterns/task-name";
import en from "@/messages/en.json";
import zh from "@/messages/zh-CN.json";
import { TASKS } from "@/server/hub/contract/card-values";

test("every task that cards may name has a name in both languages", () => {
  expect(Object.keys(en.tasks)).toEqual([...TASKS]);
  expect(Object.keys(zh.tasks)).toEqual([...TASKS]);
});

test("a task that nobody knows is shown as the card has it", () => {
  expect(taskName(zh.tasks, "text-generation")).toBe("文本生成");
  expect(taskName(en.tasks, "haiku-writing")).toBe("haiku-writing");
  expect(taskName(en.tasks, "constructor")).toBe("constructor");
  expect(factsOf({ task: null, library: "gguf", license: null }, en.tasks)).toEqual(["gguf"]);
});
