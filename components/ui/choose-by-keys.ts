import type { KeyboardEvent } from "react";

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

const ENDS: Readonly<Record<string, number>> = { Home: 0, End: -1 };

/** In a group of radios the arrow keys go on to the next one that can be chosen, round the ends, and Home and End to the ends; it is chosen. */
export function chooseByKeys(event: KeyboardEvent<HTMLElement>) {
  const step = STEPS[event.key];
  const end = ENDS[event.key];
  if (step === undefined && end === undefined) return;
  const radios = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]:not(:disabled)')];
  const here = radios.findIndex((radio) => radio.contains(document.activeElement));
  const next = radios.at(end ?? (here + (step ?? 0)) % radios.length);
  event.preventDefault(); // the page would scroll
  next?.focus();
  next?.click();
}
