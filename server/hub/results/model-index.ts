import type { EvalResults } from "../contract/results";
import { isJson, type Json, jsonIn, type Reading, sourceOf, tell, textOf, writtenOf } from "./reading";

const MAX_RESULTS = 500;
const MAX_PROBLEMS = 20;

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
  // Clients read no result at all where one of these is missing.
  if (task.type === undefined) tell(reading, `${path}.task`, "must have a type");
  if (dataset.type === undefined || dataset.name === undefined) {
    tell(reading, `${path}.dataset`, "must have a type and a name");
  }
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
