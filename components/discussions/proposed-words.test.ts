import { describe, expect, test } from "vitest";
import { Title } from "@/server/discussions/contract/discussion";
import { proposedWords } from "./proposed-words";

const of = (...commits: { title: string; body: string }[]) => ({ commits, hasMoreCommits: false });
const commit = { title: "Say what it is for", body: "Nobody could tell.\n" };

describe("what a new pull request says", () => {
  test("is what its only commit says", () => {
    expect(proposedWords(of(commit), "")).toEqual({ title: "Say what it is for", description: "Nobody could tell." });
  });

  test("has the template below the words of the commit", () => {
    expect(proposedWords(of(commit), "## Tests").description).toBe("Nobody could tell.\n\n## Tests");
    expect(proposedWords(of({ title: "One", body: "" }), "## Tests").description).toBe("## Tests");
  });

  test("is left to people when there are several commits, none, or none is known yet", () => {
    const nothing = { title: "", description: "## Tests" };
    expect(proposedWords(of(commit, commit), "## Tests")).toEqual(nothing);
    expect(proposedWords({ commits: [commit], hasMoreCommits: true }, "## Tests")).toEqual(nothing);
    expect(proposedWords(of(), "## Tests")).toEqual(nothing);
    expect(proposedWords(undefined, "## Tests")).toEqual(nothing);
  });

  test("goes on in the text where the subject is longer than a title, and cuts no character in two", () => {
    const { title, description } = proposedWords(of({ title: `${"a".repeat(253)}😀${"b".repeat(20)}`, body: "" }), "");
    expect(title).toBe(`${"a".repeat(253)}…`);
    expect(description).toBe(`…😀${"b".repeat(20)}`);
    expect(Title.parse(title)).toBe(title);
  });
});
