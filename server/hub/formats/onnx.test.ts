import { describe, expect, test } from "vitest";
import { fileAt, fileOf } from "@/server/testing/model-bytes";
import { readOnnx } from "./onnx";

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Buffer.from([...bytes, rest]);
}
const integer = (field: number, value: number) => Buffer.concat([varint(field * 8), varint(value)]);
const bytes = (field: number, ...parts: (Buffer | string)[]) => {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([varint(field * 8 + 2), varint(content.length), content]);
};
const operators = bytes(8, integer(2, 17));
const model = (...graph: Buffer[]) => fileOf(Buffer.concat([integer(1, 8), bytes(7, ...graph), operators]));
const external = (location: string) => bytes(5, bytes(8, "w"), bytes(13, bytes(1, "location"), bytes(2, location)));

describe("the header of an ONNX file", () => {
  test("of a real model tells its inputs and outputs", async () => {
    expect(await readOnnx(await fileAt("samples/onnx-tiny/onnx/model.onnx"))).toEqual({
      producer: "t",
      irVersion: 8,
      operatorSets: { "ai.onnx": 13 },
      inputs: ["input_ids", "attention_mask", "token_type_ids"].map((name) => ({ name, shape: ["b", "s"] })),
      outputs: [{ name: "last_hidden_state", shape: ["b", "s", 16] }],
      parameters: 144,
      externalFiles: [],
    });
  });

  test("does not fetch the weights, and leaves them out of the inputs", async () => {
    let fetched = 0;
    const weight = bytes(5, bytes(1, varint(1_000), varint(1_000)), bytes(8, "w"), bytes(9, Buffer.alloc(4_000_000)));
    const whole = Buffer.concat([bytes(7, weight, bytes(11, bytes(1, "w")), bytes(11, bytes(1, "x"))), operators]);
    const header = await readOnnx(fileOf(whole, (count) => (fetched += count)));
    expect(header).toMatchObject({ parameters: 1_000_000, inputs: [{ name: "x", shape: [] }] });
    expect(fetched).toBeLessThan(200_000);
  });

  test("names the files that hold its weights", async () => {
    expect((await readOnnx(model(external("model.onnx_data")))).externalFiles).toEqual(["model.onnx_data"]);
  });

  test.each([
    ["an empty file", fileOf(Buffer.alloc(0)), "wrong_magic"],
    ["a web page", fileOf(Buffer.from("<html>hello</html>")), "bad_entry"],
    ["a graph longer than the file", fileOf(Buffer.concat([varint(58), varint(10 ** 9)])), "truncated"],
    [
      "a length beyond exact numbers",
      fileOf(Buffer.concat([varint(58), Buffer.alloc(9, 0xff), Buffer.from([1])])),
      "truncated",
    ],
    ["a number without end", fileOf(Buffer.alloc(64, 0xff)), "bad_entry"],
    ["a shape that overflows", model(bytes(5, integer(1, 2 ** 40), integer(1, 2 ** 40))), "bad_shape"],
    ["a weight of 500 dimensions", model(bytes(5, bytes(1, Buffer.alloc(500, 1)))), "bad_shape"],
    ["a weight of many dimensions, one by one", model(bytes(5, ...Array(65).fill(integer(1, 1)))), "bad_shape"],
    [
      "an input of many dimensions",
      model(bytes(11, bytes(2, bytes(1, bytes(2, ...Array(65).fill(bytes(1))))))),
      "bad_shape",
    ],
    [
      "a dimension with a name of 2 kB",
      model(bytes(11, bytes(2, bytes(1, bytes(2, bytes(1, bytes(2, "x".repeat(2_000)))))))),
      "bad_shape",
    ],
    [
      "operator sets without end",
      fileOf(Buffer.concat(Array.from({ length: 300 }, (_, index) => bytes(8, bytes(1, `set${index}`))))),
      "header_too_large",
    ],
    ["weights in a folder above", model(external("../../etc/passwd")), "bad_path"],
    ["weights in a folder above, with backslashes", model(external("a\\..\\..\\b")), "bad_path"],
    ["weights at an absolute path", model(external("/etc/passwd")), "bad_path"],
    ["a name that is no text", model(bytes(11, bytes(1, Buffer.from([0xff])))), "bad_text"],
    ["a field longer than its message", model(Buffer.concat([varint(42), varint(50)])), "truncated"],
  ])("is refused: %s", async (_, bad, problem) => {
    await expect(readOnnx(bad)).rejects.toMatchObject({ code: "invalid", details: { problem } });
  });
});
