import type { EvalResult, EvalResults } from "../contract/results";

type Json = Readonly<Record<string, unknown>>;

const MAX_RESULTS = 500;
const MAX_PROBLEMS = 20;
const MAX_TEXT = 200;
const MAX_ADDRESS = 500;

interface Reading {
  readonly items: EvalResult[];
  readonly problems: { path: string; message: string }[];
}

/**
 * Reads `model-index` of a card: models, each with results of a task on a dataset, each with metrics (Hugging Face,
 * "Model card metadata"). What cannot be read is told and left out.
 */
export function readModelIndex(card: Json): EvalResults {
  const reading: Reading = { items: [], problems: [] };
  const index = card["model-index"];
  if (index === undefined || index === null) return { ...reading, isCut: false };
  for (const [model, path] of entriesOf(reading, index, "model-index")) {
    for (const [result, at] of entriesOf(reading, model.results, `${path}.results`)) {
      readResult(reading, { name: textOf(model.name) ?? "", result, path: at });
      if (reading.items.length > MAX_RESULTS) return { ...cut(reading), isCut: true };
    }
  }
  return { ...cut(reading), isCut: false };
}

const cut = ({ items, problems }: Reading) => ({
  items: items.slice(0, MAX_RESULTS),
  problems: problems.slice(0, MAX_PROBLEMS),
});

/** The mappings of a list, each with where it stands. */
function* entriesOf(reading: Reading, value: unknown, path: string): Generator<[Json, string]> {
  if (!Array.isArray(value)) {
    tell(reading, path, "must be a list");
    return;
  }
  for (const [index, entry] of value.slice(0, MAX_RESULTS + 1).entries()) {
    const at = `${path}[${index}]`;
    if (isJson(entry)) yield [entry, at];
    else tell(reading, at, "must be a mapping");
  }
}

function readResult(reading: Reading, { name, result, path }: { name: string; result: Json; path: string }) {
  const [task, dataset, source] = [jsonIn(result.task), jsonIn(result.dataset), jsonIn(result.source)];
  const type = textOf(task.type) ?? textOf(task.name);
  const data = textOf(dataset.type) ?? textOf(dataset.name);
  if (type === null) tell(reading, `${path}.task`, "must have a type");
  if (data === null) tell(reading, `${path}.dataset`, "must have a type or a name");
  if (type === null || data === null) return;
  const facts = {
    model: name,
    task: type,
    taskName: textOf(task.name),
    dataset: data,
    isHere: false,
    datasetName: textOf(dataset.name),
    config: textOf(dataset.config),
    split: textOf(dataset.split),
    revision: textOf(dataset.revision),
    source: sourceOf(source),
  };
  for (const [metric, at] of entriesOf(reading, result.metrics, `${path}.metrics`)) {
    const [metricType, value] = [textOf(metric.type) ?? textOf(metric.name), writtenOf(metric.value)];
    if (metricType === null) tell(reading, at, "must have a type");
    else if (value === null) tell(reading, `${at}.value`, "must be a number or a short text");
    else if (reading.items.length <= MAX_RESULTS) {
      const isVerified = metric.verified === true;
      reading.items.push({ ...facts, metric: metricType, metricName: textOf(metric.name), value, isVerified });
    }
  }
}

const tell = ({ problems }: Reading, path: string, message: string) => problems.push({ path, message });

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const jsonIn = (value: unknown): Json => (isJson(value) ? value : {});

function textOf(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = String(value).trim();
  return text === "" ? null : text.slice(0, MAX_TEXT);
}

/** Numbers as they are, rounded to what anybody reads; texts such as "12.3 ± 0.4" too. */
function writtenOf(value: unknown): string | null {
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  if (typeof value === "boolean") return String(value);
  return textOf(value);
}

/** Only addresses that a browser may follow. */
function sourceOf({ name, url }: Json): EvalResult["source"] {
  const address = typeof url === "string" && url.length <= MAX_ADDRESS && /^https?:\/\//i.test(url) ? url : null;
  const shown = textOf(name) ?? (address === null ? null : (URL.parse(address)?.hostname ?? null));
  return shown === null ? null : { name: shown, url: address };
}
