import { useEffect, useState } from "react";

/** A text that is being written and outlives a reload of the tab. An empty one is forgotten. */
export function useDraft(key: string, start = "") {
  const [text, setText] = useState(start);
  useEffect(() => {
    const kept = sessionStorage.getItem(key);
    if (kept !== null && start === "") setText(kept);
  }, [key, start]);
  const change = (next: string) => {
    if (next === "") sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, next);
    setText(next);
  };
  return [text, change] as const;
}
