import { expect, test } from "vitest";
import { networkOf } from "./network-of";

test("a network is an IPv4 address, also where a socket for both families names it, or a /64", () => {
  expect(networkOf("203.0.113.7")).toBe("203.0.113.7");
  expect(networkOf("::ffff:203.0.113.7")).toBe("203.0.113.7");
  expect(networkOf("2001:db8:1:2:3::4")).toBe("2001:db8:1:2");
});
