import { parentPort, workerData } from "node:worker_threads";
import { buildAutomaton, type ListedWord } from "./automaton";

const words: readonly ListedWord[] = workerData;
const automaton = buildAutomaton(words);
parentPort?.postMessage(
  automaton,
  Object.values(automaton).map(({ buffer }) => buffer),
);
