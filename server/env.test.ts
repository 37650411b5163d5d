import { describe, expect, test } from "vitest";
import { describeEnv, readEnv } from "./env";

const store = {
  YARD_OBJECTS: "s3",
  YARD_S3_ENDPOINT: "http://minio:9000",
  YARD_S3_BUCKET: "objects",
  YARD_S3_ACCESS_KEY: "an access key",
  YARD_S3_SECRET_KEY: "a secret key",
};

describe("an object store in the configuration", () => {
  test.each(["YARD_S3_ENDPOINT", "YARD_S3_BUCKET", "YARD_S3_ACCESS_KEY", "YARD_S3_SECRET_KEY"])(
    "is refused without %s, by its name and without any value",
    (name) => {
      const read = () => readEnv({ NODE_ENV: "test", ...store, [name]: "" });
      expect(read).toThrow(`${name}: needed with YARD_OBJECTS=s3`);
      expect(read).not.toThrow(/a secret key|an access key/);
    },
  );

  test.each([
    ["YARD_S3_ENDPOINT", "http://user:word@minio:9000"],
    ["YARD_S3_ENDPOINT", "http://minio:9000/path"],
    ["YARD_S3_ENDPOINT", "ftp://minio"],
    ["YARD_S3_PUBLIC_ENDPOINT", "minio:9000"],
    ["YARD_S3_BUCKET", "x"],
    ["YARD_S3_BUCKET", "../up"],
    ["YARD_S3_PATH_STYLE", "maybe"],
    ["YARD_S3_ENCRYPTION", "rot13"],
    ["YARD_OBJECTS", "tape"],
  ])("is refused with %s=%s", (name, value) => {
    expect(() => readEnv({ NODE_ENV: "test", ...store, [name]: value })).toThrow(`${name}: `);
  });

  test("is shown to operators without its keys", () => {
    const shown = describeEnv(readEnv({ NODE_ENV: "test", ...store }));
    expect(shown.find(({ name }) => name === "YARD_S3_BUCKET")).toMatchObject({ value: "objects", isSecret: false });
    expect(JSON.stringify(shown)).not.toMatch(/a secret key|an access key/);
  });
});
