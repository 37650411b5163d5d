import { expect, test } from "vitest";
import { serverEvents } from "./server-events";

const STREAM =
  'data: {"a":"ä🙂"}\n\n: comment\n\ndata:one\r\ndata: two\r\n\r\nevent: x\rdata: three\r\rdata: [DONE]\n\n';

async function read(chunks: readonly Uint8Array[]) {
  const source = (async function* () {
    yield* chunks;
  })();
  return (await Array.fromAsync(serverEvents(source))).flat();
}

test("events are the same wherever the bytes are cut", async () => {
  const bytes = Buffer.from(STREAM);
  const whole = await read([bytes]);
  expect(whole).toEqual([
    { kind: "data", data: '{"a":"ä🙂"}' },
    { kind: "comment" },
    { kind: "data", data: "one\ntwo" },
    { kind: "data", data: "three" },
    { kind: "data", data: "[DONE]" },
  ]);
  for (let at = 0; at <= bytes.length; at++) {
    expect(await read([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(whole);
  }
  expect(await read([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
});

test("an unfinished event is nothing", async () => {
  expect(await read([Buffer.from('data: {"half":')])).toEqual([]);
});

test("an event of data without an end is too long", async () => {
  const line = Buffer.from(`data:${"x".repeat(1 << 20)}\n`);
  await expect(read(Array.from({ length: 17 }, () => line))).rejects.toThrow("too long");
});
