import { WORD_CATEGORIES, type WordCategory } from "../contract";
import { type Automaton, childOf } from "./automaton";
import { BLANK, foldLong, foldPoint, IGNORED, isWordUnit, LONG } from "./fold";

/** A listed word in the source: UTF-16 units from `start` to before `end`. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly category: WordCategory;
}

/** Source units that may be waited with; what is spread over more is no word. */
export const MAX_HELD = 256;

const ALLOW = WORD_CATEGORIES.indexOf("allow");
const RING = 256;
const IN_WORD = 1;
const AFTER_SIGN = 2;
const AFTER_BLANK = 4;

/** Finds listed words in a text that comes in pieces. The pieces may be cut anywhere: what is found is the same. */
export class WordScan {
  readonly #automaton: Automaton;
  /** Of the last units that counted: where they begin in the source, and what stands before them. */
  readonly #starts = new Float64Array(RING);
  readonly #before = new Uint8Array(RING);
  #count = 0;
  #state = 0;
  #position = 0;
  /** First half of a surrogate pair whose second half has not come. */
  #lead = 0;
  #isAfterWord = false;
  #gap = 0;
  /** Whole words that are complete unless the next character goes on with them. */
  #ending: Hit[] = [];
  /** Words that a longer allowed one may still contain. */
  #open: Hit[] = [];
  #allowed: { readonly start: number; readonly end: number }[] = [];
  #settled: Hit[] = [];

  constructor(automaton: Automaton) {
    this.#automaton = automaton;
  }

  push(text: string): void {
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (this.#lead !== 0 && unit >= 0xdc00 && unit < 0xe000) {
        const point = 0x10000 + ((this.#lead - 0xd800) << 10) + (unit - 0xdc00);
        this.#lead = 0;
        this.#read(point, 2);
        continue;
      }
      this.#readLead();
      if (unit >= 0xd800 && unit < 0xdc00) this.#lead = unit;
      else this.#read(unit, 1);
    }
  }

  /** The text is over. */
  end(): void {
    this.#readLead();
    this.#state = 0;
    this.#closeEnding(false);
    this.#settle();
  }

  /** Words that are certain by now, once each, from left to right. */
  take(): Hit[] {
    const hits = this.#settled.toSorted((a, b) => a.start - b.start);
    this.#settled = [];
    return hits;
  }

  /** Everything before this place of the source is decided. */
  get decided(): number {
    const ending = this.#ending.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
    return this.#open.reduce((least, { start }) => Math.min(least, start), Math.min(ending, this.#wordStart()));
  }

  #readLead(): void {
    if (this.#lead === 0) return;
    const lone = this.#lead;
    this.#lead = 0;
    this.#read(lone, 1);
  }

  /** Where the longest word that may still come would begin. */
  #wordStart(): number {
    const depth = this.#automaton.depth[this.#state] ?? 0;
    return depth === 0 ? this.#position : (this.#starts[(this.#count - depth) & (RING - 1)] ?? 0);
  }

  #read(point: number, width: number): void {
    const start = this.#position;
    this.#position += width;
    const folded = foldPoint(point);
    if (folded > IGNORED) this.#step(folded, start);
    else if (folded === LONG) {
      const units = foldLong(point);
      for (let at = 0; at < units.length; at += 1) this.#step(units.charCodeAt(at), start);
    } else if (folded !== IGNORED) this.#pass(folded === BLANK ? AFTER_BLANK : AFTER_SIGN);
    if (this.#state !== 0 || this.#ending.length > 0) this.#giveUp();
    if (this.#open.length > 0) this.#settle();
  }

  #pass(gap: number): void {
    this.#closeEnding(false);
    this.#isAfterWord = false;
    this.#gap |= gap;
  }

  #step(unit: number, start: number): void {
    const isWord = isWordUnit(unit);
    if (this.#ending.length > 0) this.#closeEnding(isWord);
    const place = this.#count & (RING - 1);
    this.#starts[place] = start;
    this.#before[place] = (this.#isAfterWord ? IN_WORD : 0) | this.#gap;
    this.#count += 1;
    this.#isAfterWord = isWord;
    this.#gap = 0;
    const automaton = this.#automaton;
    let state = this.#state;
    let next = childOf(automaton, state, unit);
    while (next === 0 && state !== 0) {
      state = automaton.fail[state] ?? 0;
      next = childOf(automaton, state, unit);
    }
    this.#state = next;
    if (next === 0) return;
    const first = automaton.found[next] === 0 ? (automaton.shorter[next] ?? 0) : next;
    for (let ended = first; ended !== 0; ended = automaton.shorter[ended] ?? 0) this.#collect(ended);
  }

  #collect(state: number): void {
    const { found, sameUnits } = this.#automaton;
    for (let word = found[state] ?? 0; word !== 0; word = sameUnits[word] ?? 0) this.#collectWord(word);
  }

  #collectWord(word: number): void {
    const { category, isWhole, length } = this.#automaton;
    const units = length[word] ?? 0;
    const start = this.#starts[(this.#count - units) & (RING - 1)] ?? 0;
    const hit = { start, end: this.#position, category: WORD_CATEGORIES[category[word] ?? 0] ?? "custom" };
    if (category[word] === ALLOW) {
      if (this.#gaps(units, AFTER_BLANK | AFTER_SIGN) === 0) this.#allowed.push(hit);
    } else if (isWhole[word] === 0) this.#open.push(hit);
    else if (this.#standsAlone(units)) this.#ending.push(hit);
  }

  /** Nothing goes on before it, and where blanks are inside, all of its letters stand apart. */
  #standsAlone(units: number): boolean {
    if (((this.#before[(this.#count - units) & (RING - 1)] ?? 0) & IN_WORD) !== 0) return false;
    return this.#gaps(units, AFTER_BLANK) === 0 || this.#gaps(units, AFTER_BLANK | AFTER_SIGN) === units - 1;
  }

  #gaps(units: number, kinds: number): number {
    let gaps = 0;
    for (let back = 1; back < units; back += 1) {
      if (((this.#before[(this.#count - back) & (RING - 1)] ?? 0) & kinds) !== 0) gaps += 1;
    }
    return gaps;
  }

  #closeEnding(goesOn: boolean): void {
    if (this.#ending.length === 0) return;
    if (!goesOn) this.#open.push(...this.#ending);
    this.#ending = [];
    if (!goesOn) this.#settle();
  }

  /** Lets go of what is spread over more than may be held. */
  #giveUp(): void {
    while (this.#state !== 0 && this.#position - this.#wordStart() > MAX_HELD) {
      this.#state = this.#automaton.fail[this.#state] ?? 0;
    }
    const [first] = this.#ending;
    if (first && this.#position - first.start > MAX_HELD) this.#closeEnding(false);
  }

  #settle(): void {
    const from = this.#wordStart();
    const isCertain = ({ start }: Hit) => start < from;
    const isAllowed = (hit: Hit) => this.#allowed.some(({ start, end }) => start <= hit.start && end >= hit.end);
    for (const hit of this.#open) if (isCertain(hit) && !isAllowed(hit)) this.#settled.push(hit);
    this.#open = this.#open.filter((hit) => !isCertain(hit));
    const least = this.decided;
    this.#allowed = this.#allowed.filter(({ end }) => end > least);
  }
}
