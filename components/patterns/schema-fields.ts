import { z } from "zod";

export const BYTES_PER_GIB = 1024 ** 3;

/** How one key of a schema is asked for in a form. */
export interface SchemaField {
  readonly name: string;
  readonly kind: "text" | "longText" | "number" | "choice" | "switch";
  /** Of a choice. */
  readonly options: readonly string[];
  /** Whether "nothing" is an answer; a choice offers it first. */
  readonly isNullable: boolean;
  /** Of a number, or of the length of a text. */
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** `bytes` is typed in GiB; said by `.meta({ unit: "bytes" })`. */
  readonly unit: string | undefined;
}

type Property = z.core.JSONSchema.BaseSchema;

const LONG_TEXT = 100;

/** The fields of an object of texts, numbers, choices and switches, in its order. Throws for a key that is none of these. */
export function fieldsOf(schema: z.ZodObject): SchemaField[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input" });
  return Object.entries(properties).map(([name, property]) => {
    if (typeof property === "boolean") throw new Error(`The key ${name} has no type`);
    return fieldOf(name, property);
  });
}

function fieldOf(name: string, property: Property): SchemaField {
  const variants = (property.anyOf ?? [property]).filter(
    (variant): variant is Property => typeof variant !== "boolean",
  );
  const type = variants.find((variant) => variant.type !== "null");
  if (!type) throw new Error(`The key ${name} has no type`);
  return {
    name,
    kind: kindOf(name, type),
    options: (type.enum ?? []).map(String),
    isNullable: variants.some((variant) => variant.type === "null"),
    min: type.minimum ?? type.minLength,
    max: type.maximum ?? type.maxLength,
    unit: typeof property.unit === "string" ? property.unit : undefined,
  };
}

function kindOf(name: string, { type, enum: options, maxLength, control }: Property): SchemaField["kind"] {
  if (options) return "choice";
  if (type === "boolean") return "switch";
  if (type === "integer" || type === "number") return "number";
  if (type === "string") return (maxLength ?? 0) > LONG_TEXT && control !== "line" ? "longText" : "text";
  throw new Error(`There is no field for the key ${name}`);
}
