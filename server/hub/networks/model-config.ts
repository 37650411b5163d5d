/** The values of a `config.json`, asked by the names that libraries gave them: the first name that is there wins. */
export interface ModelConfig {
  /** A whole number ≥ 0. */
  readonly count: (...names: readonly string[]) => number | null;
  readonly text: (...names: readonly string[]) => string | null;
  readonly flag: (name: string) => boolean | null;
  readonly texts: (name: string) => readonly string[] | null;
  readonly counts: (name: string) => readonly number[] | null;
  readonly isList: (name: string) => boolean;
  /** A value that is an object itself. */
  readonly part: (name: string) => ModelConfig | null;
}

/** Where models of several kinds of input keep the settings of their language model. */
const LANGUAGE_PARTS = ["text_config", "llm_config", "language_config", "language_model_config"] as const;

/** Reads parsed JSON. Settings of the language model inside a larger one count as those of the whole. */
export function openConfig(json: unknown): ModelConfig | null {
  if (!isObject(json)) return null;
  const inner = LANGUAGE_PARTS.map((name) => json[name]).find(isObject);
  return readerOf(inner ? { ...json, ...definedOnly(inner) } : json);
}

type Values = Readonly<Record<string, unknown>>;

function readerOf(values: Values): ModelConfig {
  const first = <T>(names: readonly string[], fits: (value: unknown) => value is T) =>
    names.map((name) => values[name]).find(fits) ?? null;
  const listOf = <T>(name: string, fits: (value: unknown) => value is T) => {
    const value = values[name];
    return Array.isArray(value) && value.every(fits) ? value : null;
  };
  return {
    count: (...names) => first(names, isCount),
    text: (...names) => first(names, isText),
    flag: (name) => first([name], isFlag),
    texts: (name) => listOf(name, isText),
    counts: (name) => listOf(name, isCount),
    isList: (name) => Array.isArray(values[name]),
    part: (name) => {
      const value = values[name];
      return isObject(value) ? readerOf(value) : null;
    },
  };
}

const isObject = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isText = (value: unknown): value is string => typeof value === "string";
const isFlag = (value: unknown): value is boolean => typeof value === "boolean";

const definedOnly = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
