/** What a text of JSON says; `undefined` for one that is no JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The object that a text of JSON is; `null` for every other text. */
export function jsonObjectIn(text: string): Record<string, unknown> | null {
  const value = jsonIn(text);
  return typeof value === "object" && value !== null ? { ...value } : null;
}
