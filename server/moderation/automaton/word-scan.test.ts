import { describe, expect, test } from "vitest";
import { buildAutomaton, type ListedWord } from "./automaton";
import { usualMatch } from "./fold";
import { type Hit, MAX_HELD, WordScan } from "./word-scan";

const listed = (word: string, category: ListedWord["category"] = "abuse"): ListedWord => ({
  ...{ word, category },
  match: usualMatch(word),
});
const AUTOMATON = buildAutomaton([
  ...["cunt", "ass", "naïve", "法轮", "坏词语", "ﬁne", "badword"].map((word) => listed(word)),
  { word: "viagra", category: "ads", match: "substring" },
  { word: "abab", category: "custom", match: "substring" },
  listed("不坏词语录", "allow"),
  { word: "xababx", category: "allow", match: "substring" },
]);

function found(text: string, pieces: readonly string[] = [text]) {
  const scan = new WordScan(AUTOMATON);
  for (const piece of pieces) scan.push(piece);
  scan.end();
  return scan.take();
}
const words = (text: string) => found(text).map(({ start, end }) => text.slice(start, end));

/** Always the same numbers between 0 and `below`. */
function dice(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What is taken from a stream cut at these places, and what would have left it too early. */
function inPieces(text: string, places: readonly number[]) {
  const scan = new WordScan(AUTOMATON);
  const taken: Hit[] = [];
  const steps: { readonly decided: number; readonly known: number }[] = [];
  let last = 0;
  let longestHeld = 0;
  for (const place of [...places, text.length]) {
    scan.push(text.slice(last, place));
    last = place;
    taken.push(...scan.take());
    steps.push({ decided: scan.decided, known: taken.length });
    longestHeld = Math.max(longestHeld, place - scan.decided);
  }
  scan.end();
  taken.push(...scan.take());
  const leaks = steps.flatMap(({ decided, known }) => taken.slice(known).filter(({ start }) => start < decided));
  return { taken, leaks, longestHeld, decided: scan.decided };
}

describe("words in a text", () => {
  test("are found whole where they are Latin, and anywhere where they are Chinese", () => {
    expect(words("Scunthorpe assists a class; it is as shown, grass")).toEqual([]);
    expect(words("you ass! ASS, (ass)")).toEqual(["ass", "ASS", "ass"]);
    expect(words("你是ass吗，有法轮的书")).toEqual(["ass", "法轮"]);
    expect(words("xxviagraxx")).toEqual(["viagra"]);
  });

  test("are found behind full-width letters, look-alikes, marks, zero-width characters, signs and blanks", () => {
    expect(words("ｂａｄｗｏｒｄ")).toEqual(["ｂａｄｗｏｒｄ"]);
    expect(words("bаdwоrd")).toEqual(["bаdwоrd"]);
    expect(words("bádwörd na\u0131ve naive")).toEqual(["bádwörd", "naive"]);
    expect(words("bad\u200bwo\u0301rd")).toEqual(["bad\u200bwo\u0301rd"]);
    expect(words("a.s-s b a d w o r d fine")).toEqual(["a.s-s", "b a d w o r d", "fine"]);
    expect(words("法 * 轮")).toEqual(["法 * 轮"]);
    expect(words("as s bad word")).toEqual([]);
  });

  test("are harmless inside a longer word that is allowed, unless that is taken apart", () => {
    expect(words("不坏词语录")).toEqual([]);
    expect(words("坏词语录，坏词语")).toEqual(["坏词语", "坏词语"]);
    expect(words("不坏*词语录")).toEqual(["坏*词语"]);
    expect(words("xababx yababx xababy")).toEqual(["abab", "abab"]);
  });

  test("are let go when more than the longest wait lies between their parts", () => {
    expect(words(`法${" ".repeat(MAX_HELD - 2)}轮`)).toHaveLength(1);
    expect(words(`法${" ".repeat(MAX_HELD)}轮`)).toEqual([]);
    expect(words(`ass${"\u200b".repeat(400)}x`)).toEqual(["ass"]);
  });

  test("never leave a stream, however it is cut: 200,000 cuts", () => {
    const roll = dice(20_261_126);
    const alphabet = [
      ...[
        "a",
        "b",
        "s",
        "ass",
        "x",
        "abab",
        "cunt",
        "法",
        "轮",
        "法轮",
        "坏词语",
        "不",
        "录",
        "ﬁ",
        "ne",
        "viagra",
        "S",
      ],
      ...[" ", ".", "\u200b", "\u0301", "，", "😀", "𝐚", "\ud83d", "ｂａｄ", "word", "…", "é"],
    ];
    let cuts = 0;
    const broken: unknown[] = [];
    for (let round = 0; round < 20_000; round += 1) {
      const text = Array.from({ length: 1 + roll(14) }, () => alphabet[roll(alphabet.length)] ?? "").join("");
      const places = Array.from({ length: 10 }, () => roll(text.length + 1)).toSorted((a, b) => a - b);
      cuts += places.length;
      const { taken, leaks, longestHeld, decided } = inPieces(text, places);
      const isSame = JSON.stringify(taken) === JSON.stringify(found(text));
      const isWhole = leaks.length === 0 && longestHeld <= MAX_HELD + 1 && decided === text.length;
      if (!isSame || !isWhole) broken.push({ text, places, taken, leaks, longestHeld });
    }
    expect(broken).toEqual([]);
    expect(cuts).toBe(200_000);
  });
});
