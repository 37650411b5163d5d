import { useEffect, useState } from "react";

const nameOf = (key: string, field: string) => `${key} ${field}`;

/** Texts of one form that are being written and outlive a reload of the tab together. What was never written is missing. */
export function useDrafts<Field extends string>(key: string, fields: readonly Field[]) {
  const [written, setWritten] = useState<Partial<Record<Field, string>>>({});
  useEffect(() => {
    const kept: Partial<Record<Field, string>> = {};
    for (const field of fields) {
      const text = sessionStorage.getItem(nameOf(key, field));
      if (text !== null) kept[field] = text;
    }
    setWritten(kept);
  }, [key, fields]);
  const write = (texts: Partial<Record<Field, string>>) => {
    for (const field of fields) {
      const text = texts[field];
      if (text !== undefined) sessionStorage.setItem(nameOf(key, field), text);
    }
    setWritten((before) => ({ ...before, ...texts }));
  };
  /** What was sent is no draft any more; the form shows it until it leaves. */
  const forget = () => {
    for (const field of fields) sessionStorage.removeItem(nameOf(key, field));
  };
  return { written, write, forget };
}
