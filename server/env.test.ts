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

describe("origins of the own network", () => {
  test("are separated by commas or spaces and kept as a browser names them", () => {
    const { YARD_INSIDE_ORIGINS } = readEnv({
      NODE_ENV: "test",
      YARD_INSIDE_ORIGINS: "http://Hub.corp.example:80, https://10.0.0.7:8443/\nhttp://[fd00::1]:3000",
    });
    expect(YARD_INSIDE_ORIGINS).toEqual(["http://hub.corp.example", "https://10.0.0.7:8443", "http://[fd00::1]:3000"]);
    expect(readEnv({ NODE_ENV: "test" }).YARD_INSIDE_ORIGINS).toEqual([]);
  });

  test.each([
    "hub.corp.example",
    "10.0.0.0/8",
    "ftp://hub",
    "http://hub/path",
    "http://user:word@hub",
    "http://hub?x",
    "http://*.corp.example",
    "file:///etc",
    "http://",
  ])("are refused as %s", (value) => {
    expect(() => readEnv({ NODE_ENV: "test", YARD_INSIDE_ORIGINS: `http://good ${value}` })).toThrow(
      "YARD_INSIDE_ORIGINS",
    );
  });
});
