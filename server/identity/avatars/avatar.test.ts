import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import { keepAvatar, keyOf } from "./avatar";

const world = setupWorld();

async function* bodyOf(bytes: Uint8Array) {
  yield bytes;
}

async function kept(bytes: Uint8Array): Promise<Buffer> {
  const ctx = world.system();
  const hash = await keepAvatar(ctx, bodyOf(bytes));
  const chunks: Uint8Array[] = [];
  for await (const chunk of await ctx.ports.objects.get(keyOf(hash))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const refused = (bytes: Uint8Array) => expect(keepAvatar(world.system(), bodyOf(bytes))).rejects;

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#336699" } });

/** A PNG that says it is that large, and holds a few bytes. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.byteLength);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(4 * 1024 ** 2))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

describe("S: a picture of a person", () => {
  test.each([
    [50_000, 50_000],
    [2_000_000_000, 1],
    [1, 2_000_000_000],
    [0, 0],
  ])("F10: is not unpacked when it says that it is %i × %i", async (width, height) => {
    await refused(pngOf(width, height)).toMatchObject({ code: "invalid", reason: "bad_picture" });
  });

  test.each([
    ["SVG", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"],
    ["SVG with entities", "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg>&a;</svg>"],
    ["SVG behind a byte order mark", "\uFEFF<svg onload='alert(1)'/>"],
    ["HTML", "<html><script>alert(1)</script></html>"],
    ["PDF", "%PDF-1.7"],
    ["nothing", ""],
    ["the beginning of a GIF before a script", "GIF89a=1;alert(1)//"],
    ["the beginning of a PNG before a page", "\u0089PNG\r\n\u001a\n<html><script>alert(1)</script>"],
    ["BMP", "BM000000000000"],
  ])("is never %s", async (_what, text) => {
    await refused(Buffer.from(text, "latin1")).toMatchObject({ code: "invalid", reason: "bad_picture" });
  });

  test("is refused when it breaks off", async () => {
    const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
    const whole = await sharp({ create: { width: 300, height: 300, channels: 3, noise, background: "#000" } })
      .jpeg()
      .toBuffer();
    await refused(whole.subarray(0, whole.byteLength / 2)).toMatchObject({ reason: "bad_picture" });
  });

  test("loses where and with what it was taken", async () => {
    const exif = { IFD0: { Make: "Camera of Ada", Copyright: "Ada" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } };
    const photo = await plain(40, 40).jpeg().withExif(exif).toBuffer();
    expect((await sharp(photo).metadata()).exif).toBeDefined();
    const picture = await kept(photo);
    const { exif: left, xmp, icc, format } = await sharp(picture).metadata();
    expect([left, xmp, icc, format]).toEqual([undefined, undefined, undefined, "webp"]);
    expect(picture.includes("Camera of Ada")).toBe(false);
  });

  test("stands still", async () => {
    const frames = await Promise.all(
      ["#ff0000", "#00ff00", "#0000ff"].map((background) =>
        sharp({ create: { width: 20, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(gif, { animated: true }).metadata()).pages).toBe(3);
    expect((await sharp(await kept(gif)).metadata()).pages ?? 1).toBe(1);
  });

  test("brings nothing along that was hidden behind it", async () => {
    const gif = await plain(10, 10).gif().toBuffer();
    const picture = await kept(Buffer.concat([gif, Buffer.from("<script>alert(1)</script>")]));
    expect(picture.includes("alert")).toBe(false);
    expect(await sharp(picture).metadata()).toMatchObject({ format: "webp", width: 256, height: 256 });
  });

  test("is refused above 5 MiB while it arrives", async () => {
    let sent = 0;
    async function* endless() {
      for (; sent < 1_000; sent++) yield Buffer.alloc(1024 ** 2);
    }
    await expect(keepAvatar(world.system(), endless())).rejects.toMatchObject({ code: "too_large" });
    expect(sent).toBeLessThan(10);
  });
});

test("pictures are unpacked one after the other, and one person sends few at once", async () => {
  const ctx = world.as(await world.user());
  const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
  let read = 0;
  async function* slow(bytes: Uint8Array) {
    read += 1;
    await isOver;
    yield bytes;
  }
  const picture = await plain(8, 8).png().toBuffer();
  const asked = Array.from({ length: 6 }, () => keepAvatar(ctx, slow(picture)));
  const ended = Promise.allSettled(asked);
  await expect.poll(() => read).toBe(1);
  const other = world.as(await world.user());
  expect(await keepAvatar(other, bodyOf(picture))).toMatch(/^[0-9a-f]{64}$/);
  end();
  const fates = (await ended).map(({ status }) => status).sort();
  expect(fates).toEqual(["fulfilled", "fulfilled", "fulfilled", "fulfilled", "rejected", "rejected"]);
});
