import { invalid } from "./errors.mjs";

/** Readers for untrusted JSON: each returns the value or `undefined` when absent or null, and throws a 400 that names the field. */

/** @param {Record<string, unknown>} body @param {string} name @param {{ min: number, max: number, whole?: boolean }} range */
export function readNumber(body, name, { min, max, whole = false }) {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  const fits =
    typeof value === "number" &&
    Number.isFinite(value) &&
    value >= min &&
    value <= max &&
    (!whole || Number.isInteger(value));
  if (fits) return value;
  throw invalid(name, `${name} must be a ${whole ? "whole " : ""}number from ${min} to ${max}`);
}

/** @param {Record<string, unknown>} body @param {string} name */
export function readBoolean(body, name) {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "boolean") return value;
  throw invalid(name, `${name} must be true or false`);
}

/** @param {Record<string, unknown>} body @param {string} name @returns {Record<string, unknown> | undefined} */
export function readObject(body, name) {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (isObject(value)) return value;
  throw invalid(name, `${name} must be an object`);
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
