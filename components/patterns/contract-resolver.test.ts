import { describe, expect, test } from "vitest";
import { z } from "zod";
import { contractResolver, isUnreachable } from "./contract-resolver";

const Profile = z.strictObject({ name: z.string().min(1) });
const options = { fields: {}, names: ["name" as const], shouldUseNativeValidation: false };

describe("a form whose schema is fetched when it is sent", () => {
  test("stops without a word against its fields when the schema does not come", async () => {
    const resolve = contractResolver<z.input<typeof Profile>, z.output<typeof Profile>>(() =>
      Promise.reject(new Error()),
    );
    const { values, errors } = await resolve({ name: "Ada" }, undefined, options);
    expect({ values, name: errors.name }).toEqual({ values: {}, name: undefined });
    expect(isUnreachable(errors)).toBe(true);
  });

  test("is checked by it when it comes", async () => {
    const resolve = contractResolver(() => Promise.resolve(Profile));
    expect(await resolve({ name: "Ada" }, undefined, options)).toEqual({ values: { name: "Ada" }, errors: {} });
    const { errors } = await resolve({ name: "" }, undefined, options);
    expect({ name: errors.name?.type, isUnreachable: isUnreachable(errors) }).toEqual({
      name: "too_small",
      isUnreachable: false,
    });
  });
});
