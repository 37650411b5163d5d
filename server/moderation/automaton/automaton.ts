import { WORD_CATEGORIES, type WordCategory, type WordMatch } from "../contract";
import { foldWord } from "./fold";

export interface ListedWord {
  readonly word: string;
  readonly category: WordCategory;
  readonly match: WordMatch;
}

/** Aho-Corasick (1975) over UTF-16 units in typed arrays, which go from thread to thread without a copy. State 0 is the root. */
export interface Automaton {
  /** Children of the root by unit. */
  readonly root: Int32Array;
  /** Open addressing: state, unit and child of every other edge; a child of 0 is an empty place. */
  readonly edges: Int32Array;
  readonly fail: Int32Array;
  readonly depth: Uint8Array;
  /** First word that ends in a state, counted from 1. */
  readonly found: Int32Array;
  /** Nearest state along `fail` in which a word ends. */
  readonly shorter: Int32Array;
  /** By word, counted from 1: another one with the same units; index in `WORD_CATEGORIES`; 1 where it must stand alone. */
  readonly sameUnits: Int32Array;
  readonly category: Uint8Array;
  readonly isWhole: Uint8Array;
  readonly length: Uint8Array;
}

const LONGEST = 255;
const placeOf = (state: number, unit: number) => Math.imul(state, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);

/** The child of `state` by `unit`, or 0. */
export function childOf({ root, edges }: Pick<Automaton, "root" | "edges">, state: number, unit: number): number {
  if (state === 0) return root[unit] ?? 0;
  const mask = edges.length / 4 - 1;
  for (let place = placeOf(state, unit) & mask; ; place = (place + 1) & mask) {
    const child = edges[place * 4 + 2] ?? 0;
    if (child === 0 || (edges[place * 4] === state && edges[place * 4 + 1] === unit)) return child;
  }
}

function addEdge(
  { root, edges }: Pick<Automaton, "root" | "edges">,
  [state, unit]: readonly [number, number],
  child: number,
) {
  if (state === 0) {
    root[unit] = child;
    return;
  }
  const mask = edges.length / 4 - 1;
  let place = placeOf(state, unit) & mask;
  while (edges[place * 4 + 2] !== 0) place = (place + 1) & mask;
  edges.set([state, unit, child], place * 4);
}

/** Words without a unit that counts, and those of more than 255 units, are left out. */
export function buildAutomaton(listed: readonly ListedWord[]): Automaton {
  const words = listed.map((word) => ({ ...word, units: foldWord(word.word) }));
  const usable = words.filter(({ units }) => units.length > 0 && units.length <= LONGEST);
  const size = 1 + usable.reduce((sum, { units }) => sum + units.length, 0);
  const automaton: Automaton = {
    root: new Int32Array(65_536),
    edges: new Int32Array(4 * 2 ** Math.ceil(Math.log2(size * 2))),
    fail: new Int32Array(size),
    depth: new Uint8Array(size),
    found: new Int32Array(size),
    shorter: new Int32Array(size),
    sameUnits: new Int32Array(usable.length + 1),
    category: new Uint8Array(usable.length + 1),
    isWhole: new Uint8Array(usable.length + 1),
    length: new Uint8Array(usable.length + 1),
  };
  const [parent, unitOf] = [new Int32Array(size), new Uint16Array(size)];
  let states = 1;
  usable.forEach(({ units, category, match }, index) => {
    let state = 0;
    for (let at = 0; at < units.length; at += 1) {
      const unit = units.charCodeAt(at);
      let child = childOf(automaton, state, unit);
      if (child === 0) {
        child = states;
        states += 1;
        addEdge(automaton, [state, unit], child);
        parent[child] = state;
        unitOf[child] = unit;
        automaton.depth[child] = at + 1;
      }
      state = child;
    }
    automaton.sameUnits[index + 1] = automaton.found[state] ?? 0;
    automaton.found[state] = index + 1;
    automaton.category[index + 1] = WORD_CATEGORIES.indexOf(category);
    automaton.isWhole[index + 1] = match === "word" ? 1 : 0;
    automaton.length[index + 1] = units.length;
  });
  for (const state of byDepth(automaton.depth, states))
    linkState(automaton, state, [parent[state] ?? 0, unitOf[state] ?? 0]);
  return automaton;
}

/** States but the root, those nearest to it first. */
function byDepth(depth: Uint8Array, states: number): Int32Array {
  const starts = new Int32Array(LONGEST + 2);
  for (let state = 1; state < states; state += 1)
    starts[(depth[state] ?? 0) + 1] = (starts[(depth[state] ?? 0) + 1] ?? 0) + 1;
  for (let level = 1; level < starts.length; level += 1)
    starts[level] = (starts[level] ?? 0) + (starts[level - 1] ?? 0);
  const order = new Int32Array(states - 1);
  for (let state = 1; state < states; state += 1) {
    const level = depth[state] ?? 0;
    order[starts[level] ?? 0] = state;
    starts[level] = (starts[level] ?? 0) + 1;
  }
  return order;
}

function linkState(automaton: Automaton, state: number, [parent, unit]: readonly [number, number]): void {
  const { fail, found, shorter } = automaton;
  let suffix = 0;
  if (parent !== 0) {
    let from = fail[parent] ?? 0;
    suffix = childOf(automaton, from, unit);
    while (suffix === 0 && from !== 0) {
      from = fail[from] ?? 0;
      suffix = childOf(automaton, from, unit);
    }
  }
  fail[state] = suffix;
  shorter[state] = found[suffix] === 0 ? (shorter[suffix] ?? 0) : suffix;
}
